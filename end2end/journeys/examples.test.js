// Somebody new: one click on each example, and what stands around the box.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { journey, open, sentence } from '../site.js';

/** Follows a link of the front page, until the page behind it is whole. */
async function follow(page, label) {
  await page.getByRole('link', { name: label, exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/');
}

const EXAMPLES = {
  'A genuine one': 'This badge is genuine and current.',
  'One that was withdrawn': 'The issuer has withdrawn this badge.',
  'One that has ended': 'This badge was genuine, and ended on 3 May 2025.',
  'One that was changed': 'This badge has been changed since it was issued.',
  'One with nobody behind it': 'The badge is unaltered, but nothing ties it to the issuer it names.',
  'One that anyone could have made': 'The badge is unaltered, but anyone could have made it.',
  'A record of eleven, one withdrawn': 'The issuer has withdrawn 1 of 11 entries; 10 are genuine and current.',
  'One that cannot be checked': 'We could not reach the issuer to check who signed.',
};

journey('open every example', async (page) => {
  for (const [label, expected] of Object.entries(EXAMPLES)) {
    await open(page);
    await follow(page, label);
    assert.equal(await sentence(page), expected);
    assert.match(await page.locator('.example').innerText(), /belong to nobody/);
  }
  await open(page);
  assert.equal(await page.locator('.try li a').count(), Object.keys(EXAMPLES).length);
});

journey('take a result away', async (page) => {
  await open(page);
  await follow(page, 'A genuine one');
  const address = await page.getByLabel('Anybody can check it again here').inputValue();
  assert.match(address, /\/verify\?url=https%3A%2F%2Fharbour-college\.example%2F/);
  await page.waitForLoadState('load');
  const code = page.getByAltText('A code that leads to this check');
  assert.ok(await code.evaluate((image) => image.complete && image.naturalWidth > 0), 'the code is drawn');
  // The address leads to the same result, here.
  await open(page, new URL(address).pathname + new URL(address).search);
  assert.equal(await sentence(page), 'This badge is genuine and current.');
  await page.getByRole('link', { name: 'the report as JSON' }).click();
  await page.waitForURL('**&as=json');
  assert.equal(JSON.parse(await page.locator('body').innerText()).headline, 'verified');
});

journey('read what stands around the box', async (page) => {
  for (const [label, heading] of Object.entries({
    'How it works': 'How it works',
    'For issuers': 'For issuers',
    About: 'About Touchstone',
    Privacy: 'Privacy',
    'Every check': 'Every check',
    'For developers': 'For developers',
  })) {
    await open(page);
    await follow(page, label);
    assert.equal(await sentence(page), heading);
  }
  await open(page, '/checks');
  await page.getByRole('link', { name: 'The issuer stands behind the key' }).click();
  await page.waitForURL('**/checks/issuer-key');
  assert.equal(await sentence(page), 'The issuer stands behind the key');
});

journey('take the picture and drop it back in', async (page) => {
  await open(page);
  const link = page.getByRole('link', { name: 'this picture' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const picture = await download.path();
  await page.getByLabel('or choose its file').setInputFiles({
    name: download.suggestedFilename(), mimeType: 'image/png', buffer: await readFile(picture),
  });
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL('**/verify');
  assert.equal(await sentence(page), 'This badge is genuine and current.');
});
