// The examples on /developers, run as they stand there, against this site.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { GOOD, SIZES, corpusFile, open, visit } from '../site.js';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-developers-'));
after(() => rmSync(folder, { recursive: true, force: true }));

before(() => copyFileSync(corpusFile(GOOD), join(folder, 'badge.json')));

/** The one example that holds these words. */
async function example(words) {
  let examples;
  await visit({ viewport: SIZES.desk }, async (page) => {
    await open(page, '/developers');
    examples = await page.locator('pre').allInnerTexts();
  });
  const found = examples.filter((text) => text.includes(words));
  assert.equal(found.length, 1, `one example with ${words}: ${examples}`);
  return found[0];
}

const run = (command, ...rest) => execFileSync(command, rest, { cwd: folder, encoding: 'utf8', timeout: 20_000 });
const has = (command) => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return false;
  } catch {
    return `${command} is not installed`;
  }
};

test('curl, as /developers has it', { skip: has('curl') }, async () => {
  assert.equal(JSON.parse(run('sh', '-c', await example('curl -sS'))).headline, 'bare-key');
});

test('Python, as /developers has it', { skip: has('python3') }, async () => {
  writeFileSync(join(folder, 'example.py'), await example('import json, urllib.request'));
  assert.equal(run('python3', 'example.py').trim(), 'verified bare-key');
});

test('JavaScript, as /developers has it', async () => {
  const program = `import { readFileSync } from 'node:fs';\nconst badge = readFileSync('badge.json');\n${await example('await fetch(')}`;
  writeFileSync(join(folder, 'example.mjs'), program);
  assert.equal(run('node', 'example.mjs').trim(), 'verified bare-key');
});
