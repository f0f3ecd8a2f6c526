import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from '../extract.js';
import { pdfOf } from '../pages.test-data.js';

type PrintedLine = readonly [x: number, y: number, size: number, words: string];

async function read(...pages: readonly (readonly PrintedLine[])[]): Promise<{ lines: string[]; warnings: string }> {
  const result = await extract(pdfOf(pages), null);
  assert.ok(result.ok, JSON.stringify(result));
  return { lines: result.value.text.split('\n'), warnings: result.value.warnings.join(' ') };
}

const body = (nth: string): PrintedLine[] =>
  [
    `On the ${nth} pier the board bought two cranes in May with money that was meant for the`,
    `${nth} school, according to three people who saw the contract on Friday, and to an`,
    `engineer who has worked on the ${nth} pier all his life and knows every crane of it;`,
    `he says that the ${nth} time nobody asked him, and that nobody else was asked either by those`,
    `of the ${nth} board who went abroad to buy them.`,
  ].map((words, n): PrintedLine => [72, 600 - 14 * n, 12, words]);
const BODY = body('first');
const NTH = ['first', 'second', 'third'];

test('AR10 a number that stands alone is a figure of the story, unless it runs on over the pages', async () => {
  const years = await read([[72, 650, 12, '2021'], ...BODY, [72, 500, 12, '14']], [[72, 650, 12, '2022'], ...BODY, [72, 500, 12, '1400']]);
  assert.deepEqual(
    years.lines.filter((line) => /^\d+$/.test(line)),
    ['2021', '14', '2022', '1400'],
  );
  assert.doesNotMatch(years.warnings, /Left out/);
  const numbered = await read(...[41, 42, 43].map((number, n): PrintedLine[] => [...body(NTH[n] ?? ''), [300, 30, 9, `- ${number} -`]]));
  assert.deepEqual(
    numbered.lines.filter((line) => /\d/.test(line)),
    [],
  );
  assert.match(numbered.warnings, /Left out as page numbers: “- 41 -” to “- 43 -”/);
  const tables = await read(
    ...[1_400, 2_003, 77].map((dead, n): PrintedLine[] => [[72, 760, 12, `Killed: ${dead}`], ...body(NTH[n] ?? '')]),
  );
  assert.deepEqual(
    tables.lines.filter((line) => line.startsWith('Killed')),
    ['Killed: 1400', 'Killed: 2003', 'Killed: 77'],
  );
});

test('AR10 what a browser prints around one page or two is left out, and told', async () => {
  const around = (page: number): PrintedLine[] => [
    [24, 780, 8, '11/21/26, 6:27 PM'],
    [250, 780, 8, 'Cranes bought with school money'],
    [24, 17, 8, 'https://post.example/2024/cranes'],
    [558, 17, 8, `${page}/2`],
  ];
  const { lines, warnings } = await read(
    [...around(1), ...BODY],
    [...around(2), [72, 700, 12, 'The chair denies it, and says that the papers are in order.']],
  );
  assert.equal(lines.length, 2, lines.join('|'));
  assert.match(lines[0] ?? '', /^On the first pier .* to buy them\.$/);
  assert.equal(lines[1], 'The chair denies it, and says that the papers are in order.');
  assert.match(warnings, /a browser printed it around the page: “11\/21\/26, 6:27 PM.*https:\/\/post\.example\/2024\/cranes/);
  // Negative control: the story's own address and day, in the letters of the story.
  const own = await read([[72, 700, 12, '11/21/26, 6:27 PM'], ...BODY, [72, 500, 12, 'https://post.example/contract']]);
  assert.deepEqual([own.lines[0], own.lines.at(-1)], ['11/21/26, 6:27 PM', 'https://post.example/contract']);
});

test('AR10 a hyphen at the end of a line stays between words of their own and goes where a word was divided', async () => {
  const breaks = [
    ['The groups in Iran are said to be Iran-', 'backed by all who know.', 'Iran-backed'],
    ['The state has media, and they are state-', 'run, as everybody knows.', 'state-run'],
    ['He was an 18-year-', 'old who came by ship.', '18-year-old'],
    ['It was meant for the con-', 'struction of the school.', 'construction'],
    ['They met to-', 'gether and spoke for hours.', 'together'],
    ['He left with-', 'out a word with all his friends going out.', 'without'],
    ['Some of it is a thing, and some-', 'thing else was said.', 'something'],
    ['The Israeli-', 'occupied hills are Israeli.', 'Israeli-occupied'],
    ['A cease-fire holds. The cease-', 'fire was signed.', 'cease-fire was'],
    ['The govern-', 'ment denies it.', 'government'],
    ['He had to man-', 'age it as a man of his age.', 'manage'],
  ] as const;
  for (const [first, second, words] of breaks) {
    const { lines } = await read([
      [72, 700, 12, first],
      [72, 686, 12, second],
    ]);
    assert.ok(lines.join('\n').includes(words), `${words}: ${lines.join('|')}`);
  }
});
