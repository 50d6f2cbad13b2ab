// Somebody without a mouse.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { GOOD, corpusFile, journey, open, sent, sentence } from '../site.js';

/** What has the focus: its name for this file, and whether the eye finds it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return {
      name: element.id || element.className || element.localName,
      outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      inSight: right > left && bottom > top && x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight,
    };
  });

async function tab(page) {
  await page.keyboard.press('Tab');
  const { name, outlined, inSight } = await focused(page);
  assert.ok(outlined, `${name} has the focus and no outline`);
  assert.ok(inSight, `${name} has the focus and is out of sight`);
  return name;
}

journey('tab through the form in its order, and send it', async (page) => {
  await open(page);
  const stops = [];
  while (stops.at(-1) !== 'button') {
    stops.push(await tab(page));
    assert.ok(stops.length < 20, `no button after ${stops}`);
    if (stops.at(-1) === 'credential') await page.keyboard.insertText(readFileSync(corpusFile(GOOD), 'utf8'));
  }
  const form = ['skip', 'credential', 'file', 'url', 'recipient', 'button'];
  assert.deepEqual(stops.filter((stop) => form.includes(stop)), form);
  assert.equal(await sent(page, () => page.keyboard.press('Enter')), 200);
  assert.equal(await sentence(page), 'The badge is unaltered, but anyone could have made it.');
});

journey('skip to the content', async (page) => {
  await open(page);
  assert.equal(await tab(page), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await tab(page), 'credential');
});

journey('unfold and scroll the checks', async (page) => {
  await open(page);
  await page.getByLabel('Paste the badge').fill(readFileSync(corpusFile(GOOD), 'utf8'));
  await page.getByLabel('Whose should it be?').focus();
  await sent(page, () => page.keyboard.press('Enter'));
  const stops = [];
  while (stops.at(-1) !== 'summary') {
    stops.push(await tab(page));
    assert.ok(stops.length < 50, `no checks after ${stops}`);
  }
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('table').isVisible(), true);
  await page.keyboard.press('Tab');
  assert.equal((await focused(page)).name, 'scroll');
});
