// From a verdict into the registry and back, by links alone; and looking for something there.

import assert from 'node:assert/strict';
import { journey, open, sentence } from '../site.js';

const follow = async (page, link, path) => {
  await link.click();
  await page.waitForURL((url) => url.pathname === path);
};

journey('from a verdict to issuer, achievement and competency, and back', async (page) => {
  await open(page);
  await page.getByRole('link', { name: 'A genuine one', exact: true }).click();
  await page.waitForURL('**/verify?**');
  assert.equal(await sentence(page), 'This badge is genuine and current.');
  const [issuer, achievement, competency] = [
    '/issuers/harbour-technical-college',
    '/achievements/coastal-boat-handling',
    '/competencies/s-12-handles-small-craft-in-coastal-waters',
  ];
  const to = (path) => page.locator(`main a[href="${path}"]`).first();
  await follow(page, to(issuer), issuer);
  assert.equal(await sentence(page), 'Harbour Technical College');
  await follow(page, to(achievement), achievement);
  assert.equal(await sentence(page), 'Coastal Boat Handling');
  assert.match(await page.locator('main').innerText(), /made up/i);
  await follow(page, to(competency), competency);
  assert.match(await sentence(page), /small craft in coastal waters/);
  await follow(page, to('/frameworks/seamanship-for-small-craft'), '/frameworks/seamanship-for-small-craft');
  await follow(page, to(competency), competency);
  await follow(page, to(achievement), achievement);
  await follow(page, to('/'), '/');
  assert.equal(await sentence(page), 'Is this badge real?');
  // And straight from the verdict to the competency.
  await page.getByRole('link', { name: 'A genuine one', exact: true }).click();
  await page.waitForURL('**/verify?**');
  await follow(page, to(competency), competency);
});

journey('look for an achievement', async (page) => {
  await open(page);
  const box = page.getByRole('searchbox').first();
  await box.fill('navigation');
  await box.press('Enter');
  await page.waitForURL('**?q=navigation**');
  assert.match(await page.locator('main').innerText(), /Coastal Navigation|Navigation/);
  await page.locator('main a', { hasText: 'Navigation' }).first().click();
  await page.waitForURL((url) => /^\/(achievements|competencies)\//.test(url.pathname));
});

journey('search within a framework', async (page) => {
  await open(page, '/frameworks/seamanship-for-small-craft');
  const box = page.locator('main').getByRole('searchbox');
  await box.fill('compass');
  await box.press('Enter');
  await page.waitForURL('**?q=compass');
  assert.match(await page.locator('main').innerText(), /Keeps a course by compass/);
});
