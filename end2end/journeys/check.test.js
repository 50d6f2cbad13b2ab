// A visitor brings a badge, or something else, and reads what it is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GOOD, PAGES, REFUSED, answer, check, corpusFile, journey, open, sentence } from '../site.js';

const GENUINE = 'The badge is unaltered, but anyone could have made it.';

journey('paste a badge, read the sentence', async (page) => {
  assert.equal(await open(page), 200);
  assert.equal(await sentence(page), 'Is this badge real?');
  assert.equal(await PAGES.good(page), 200);
  assert.equal(await sentence(page), GENUINE);
  assert.equal(await page.title(), `${GENUINE} – Touchstone`);
  assert.equal(await answer(page, 'Has it been changed?'), 'No. The text matches its signature.');
  assert.match(await page.locator('.claims').innerText(), /Coastal Boat Handling/);
  // Nothing of it was asked on the network, so this journey is the same everywhere.
  assert.equal(await page.getByText('What was looked up').count(), 0);
});

journey('paste a badge of another, read that it is refused', async (page) => {
  assert.equal(await PAGES.refused(page), 200);
  assert.equal(await sentence(page), 'This badge was not signed by the issuer it names.');
  assert.match(await answer(page, 'Who signed it?'), /^Not /);
});

journey('choose a file instead', async (page) => {
  assert.equal(await check(page, { file: corpusFile(GOOD) }), 200);
  assert.equal(await sentence(page), GENUINE);
});

journey('bring several, the worst comes first', async (page) => {
  assert.equal(await PAGES.several(page), 200);
  assert.equal(await sentence(page), '3 credentials');
  const lines = await page.locator('.one > summary').allInnerTexts();
  assert.deepEqual(lines.map((line) => line.match(/no\. \d/)?.[0]), ['no. 3', 'no. 2', 'no. 1']);
  const first = page.locator('.one').nth(1);
  await first.locator('summary').first().click();
  assert.ok(await first.getByRole('heading', { name: 'This badge was not signed by the issuer it names.' }).isVisible());
});

journey('unfold how we know', async (page) => {
  await PAGES.good(page);
  const table = page.getByRole('table');
  assert.equal(await table.isVisible(), false);
  await page.getByText('How we know: every check').click();
  assert.equal(await table.isVisible(), true);
  assert.ok((await table.getByRole('row').count()) > 10);
});

journey('check another from the report', async (page) => {
  await PAGES.refused(page);
  const box = page.getByLabel('Paste the badge');
  assert.equal(await box.inputValue(), '');
  await box.fill(readFileSync(corpusFile(GOOD), 'utf8'));
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByRole('heading', { level: 1, name: GENUINE }).waitFor();
  await page.getByRole('link', { name: 'Touchstone' }).click();
  assert.equal(await sentence(page), 'Is this badge real?');
});

journey('send nothing, read what to do', async (page) => {
  assert.equal(await check(page), 422);
  assert.equal(await sentence(page), 'There is nothing here to check.');
  assert.match(await page.locator('main').innerText(), /Paste the badge, choose its file, or give its link\./);
  assert.ok(await page.getByLabel('Paste the badge').isVisible());
});

journey('paste what is no badge, and have it back', async (page) => {
  const text = '\n</textarea><script>alert(1)</script> &amp; so on';
  assert.equal(await check(page, { text, recipient: 'learner@school.example' }), 422);
  assert.equal(await sentence(page), 'This is not a badge, or not one that we can read.');
  assert.match(await page.locator('main').innerText(), /Paste the whole file/);
  assert.equal(await page.getByLabel('Paste the badge').inputValue(), text);
  assert.equal(await page.getByLabel('Whose should it be?').inputValue(), 'learner@school.example');
});

for (const link of ['http://127.0.0.1/', 'https://127.0.0.1/', 'https://localhost/badge.json']) {
  journey(`give the link ${link}, read that we do not open it`, async (page) => {
    assert.equal(await check(page, { link }), 422);
    assert.equal(await sentence(page), 'We do not open that link.');
    assert.match(await page.locator('main').innerText(), /begins with https:/);
    assert.equal(await page.getByLabel('or give its link').inputValue(), link);
  });
}

journey('bring two things at once', async (page) => {
  assert.equal(await check(page, { text: '{}', file: corpusFile(REFUSED) }), 422);
  assert.equal(await sentence(page), 'We check one thing at a time.');
});

journey('follow an old address', async (page) => {
  assert.equal(await open(page, '/nowhere'), 404);
  assert.equal(await sentence(page), 'There is no page here.');
});
