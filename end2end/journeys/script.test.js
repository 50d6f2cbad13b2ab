// With JavaScript: a file dropped on the box, and a button that copies. The policy is on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GOOD, SIZES, corpusFile, open, sent, sentence, visit } from '../site.js';

for (const [size, viewport] of Object.entries(SIZES)) {
  const scripted = (name, walk) =>
    test(`${name} (${size}, with JavaScript)`, () => visit({ javaScriptEnabled: true, viewport }, walk));

  scripted('drop a file on the box', async (page) => {
    await open(page);
    const text = readFileSync(corpusFile(GOOD), 'utf8');
    const files = await page.evaluateHandle((text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'badge.json', { type: 'application/json' }));
      return files;
    }, text);
    await page.dispatchEvent('form.box', 'dragover', { dataTransfer: files });
    assert.match(await page.locator('form.box').getAttribute('class'), /over/);
    await page.dispatchEvent('form.box', 'drop', { dataTransfer: files });
    assert.doesNotMatch(await page.locator('form.box').getAttribute('class'), /over/);
    assert.equal(await page.getByLabel('or choose its file').evaluate((input) => input.files[0].name), 'badge.json');
    assert.equal(await sent(page, () => page.getByRole('button', { name: 'Check it' }).click()), 200);
    assert.equal(await sentence(page), 'The badge is unaltered, but anyone could have made it.');
  });

  scripted('copy the address of a result', async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page);
    await page.getByRole('link', { name: 'A genuine one' }).click();
    await page.waitForURL('**/verify?*');
    const address = await page.getByLabel('Anybody can check it again here').inputValue();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  });
}
