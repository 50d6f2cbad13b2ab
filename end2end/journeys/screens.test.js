// Pictures of every kind of page, for whoever looks at them: they are compared with nothing.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PAGES, SIZES, unfold, visit } from '../site.js';

const { SCREENS } = process.env;

const picture = (name, options, kind, before = async () => {}) =>
  test(`picture ${name}`, { skip: !SCREENS && 'SCREENS names no folder' }, () =>
    visit(options, async (page) => {
      await PAGES[kind](page);
      await before(page);
      const path = join(SCREENS, `${name}.png`);
      await page.screenshot({ path, fullPage: true });
      assert.ok(statSync(path).size > 5_000, 'a blank page');
    }));

for (const kind of Object.keys(PAGES)) {
  for (const viewport of Object.values(SIZES)) {
    picture(`${kind}-${viewport.width}`, { viewport, colorScheme: 'light' }, kind);
  }
  picture(`${kind}-dark-1280`, { viewport: SIZES.desk, colorScheme: 'dark' }, kind);
}
picture('record-open-390', { viewport: SIZES.phone }, 'record', (page) => page.locator('.entry > summary').first().click());
picture('record-filtered-390', { viewport: SIZES.phone }, 'record', (page) => page.locator('#only-genuine').click());
picture('checks-390', { viewport: SIZES.phone }, 'good', unfold);
picture('several-open-1280', { viewport: SIZES.desk }, 'several', (page) => page.locator('.one > summary').nth(1).click());
picture('checks-1280', { viewport: SIZES.desk }, 'refused', unfold);
