import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsedAnnotations } from './annotation-file.js';

test('AN9 a file is read as JSON or as JSON Lines; what is neither is told with its line and what can be imported', () => {
  assert.deepEqual(parsedAnnotations('a.json', '{"rows":\n[]}'), { rows: [] });
  assert.deepEqual(parsedAnnotations('a.jsonl', '{"id":1}\r\n\n{"id":2}\n'), [{ id: 1 }, { id: 2 }]);
  assert.deepEqual(parsedAnnotations('one.jsonl', '{"id":1}\n'), { id: 1 });
  assert.throws(
    () => parsedAnnotations('a.jsonl', '{"id":1}\n\n{"id":\n'),
    /^Error: a\.jsonl is read as JSON Lines, but its line 3 is no JSON: /,
  );
  assert.throws(() => parsedAnnotations('a.json', '{"id":\n1'), /^Error: a\.json is no JSON: .*What can be imported is .*rows.*JSON Lines/);
  assert.throws(() => parsedAnnotations('a.json', ' \n'), /^Error: a\.json is empty\.$/);
});
