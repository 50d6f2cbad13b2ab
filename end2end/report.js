// What `node --test` prints: the journeys that failed, with the reason, and how many there were.

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    if (type === 'test:pass') {
      if (data.skip === undefined) passed += 1;
      else {
        skipped += 1;
        yield `skipped: ${data.name} because ${data.skip}\n`;
      }
    } else if (type === 'test:fail') {
      failed += 1;
      const error = data.details.error.cause ?? data.details.error;
      yield `FAILED ${data.name}\n${indented(error.stack ?? String(error))}\n`;
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
  }
  yield `journeys: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
}

const indented = (text) => text.replace(/^/gm, '    ');
