import fs from 'node:fs';

/** Puts the text between the two comments of that name in a Markdown file; where they are not there yet, at its end. */
export function writeSection(file, name, text) {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '# Reading, measured\n';
  const [head, rest] = before.includes(from) ? before.split(from) : [`${before.trimEnd()}\n\n`, `${to}\n`];
  const [, tail = '\n'] = rest.split(to);
  fs.writeFileSync(file, `${head}${from}\n\n${text.trimEnd()}\n\n${to}${tail}`);
}
