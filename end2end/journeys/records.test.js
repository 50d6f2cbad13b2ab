// A record of eleven entries, and what somebody shows: read without a script.

import assert from 'node:assert/strict';
import { PAGES, RECORD, journey, open, sentence } from '../site.js';

const shown = (page) => page.locator('.entry:visible').count();

journey('read a record: what needs a look, then the others by their issuers', async (page) => {
  await PAGES.record(page);
  assert.equal(await sentence(page), 'The issuer has withdrawn 1 of 11 entries; 10 are genuine and current.');
  // What was withdrawn is open to the eye; the others are folded away by their issuers.
  assert.equal(await shown(page), 1);
  assert.match(await page.locator('.look .entry').innerText(), /First Aid at Sea[^]*withdrawn/);
  assert.equal(await page.locator('details.group').count(), 3);
  await page.locator('details.group > summary').first().click();
  assert.equal(await shown(page), 5);
  // An entry unfolds to its own answers.
  await page.locator('.look .entry > summary').click();
  assert.match(await page.locator('.look .entry').innerText(), /Does it still stand\?\s+No\. It has been withdrawn\./);
});

journey('show the entries of one kind by a link, and all of them again', async (page) => {
  await PAGES.record(page);
  await page.getByRole('link', { name: '10 genuine' }).click();
  assert.equal(await shown(page), 10);
  await page.getByRole('link', { name: '1 withdrawn' }).click();
  assert.equal(await shown(page), 1);
  await page.getByRole('link', { name: 'all 11' }).click();
  assert.equal(await shown(page), 1);
  assert.equal(await page.locator('.group:visible').count(), 4);
});

journey('follow what one entry prepares for', async (page) => {
  await PAGES.record(page);
  await page.locator('details.group > summary').first().click();
  const entry = page.locator('.entry').filter({ hasText: 'Coastal Navigation' }).first();
  await page.locator('.entry > summary').filter({ hasText: /^Coastal Navigation/ }).click();
  await page.getByRole('link', { name: 'Coastal Boat Handling' }).first().click();
  assert.match(new URL(page.url()).hash, /^#entry-\d+$/);
  const target = page.locator(new URL(page.url()).hash);
  assert.match(await target.innerText(), /Coastal Boat Handling/);
  assert.ok(await entry.count());
});

journey('read the awards in their order', async (page) => {
  await PAGES.record(page);
  await page.getByText('In the order of award').click();
  const dates = await page.locator('.timeline li .small').allInnerTexts();
  assert.equal(dates.length, 11);
  assert.equal(dates[0], 'May 2026');
  // Each leads to its entry, and what is folded around it opens.
  await page.locator('.timeline a').first().click();
  assert.ok(await page.locator(new URL(page.url()).hash).isVisible());
});

journey('print a record: the sentence, and a line an entry', async (page) => {
  await open(page, RECORD);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('ul.paper > li:visible').count(), 11);
  assert.equal(await page.locator('.record:visible').count(), 0);
  assert.match(await page.locator('ul.paper').innerText(), /First Aid at Sea – harbour-college\.example, [^]*withdrawn/);
});

journey('see who presents something, and what', async (page) => {
  await PAGES.presentation(page);
  assert.equal(await sentence(page), 'The badge below is what it is; who presents it was not checked.');
  assert.match(await page.locator('.rest-of-it .answers').innerText(), /Who presents it\?\s+Nobody signed as its presenter\./);
  assert.equal(await shown(page), 1);
});
