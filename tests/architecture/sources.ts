import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDERS = ['shared/src', 'server/src', 'client/src', 'migrations', 'seeds', 'tests', 'bench', 'scripts'];

export interface SourceFile {
  /** Path from the project, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** As written. */
  readonly specifier: string;
  /** Path of the file imported, where it is one of ours. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

export function readProjectFile(name: string): string | null {
  const file = path.join(ROOT, name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

let read: SourceFile[] | null = null;

/** Every source file of the project, once. */
export function sources(): readonly SourceFile[] {
  read ??= FOLDERS.flatMap((folder) => walk(folder)).map((name) => ({
    path: name,
    text: fs.readFileSync(path.join(ROOT, name), 'utf8'),
  }));
  return read;
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$|\.test-data\.ts$/.test(file);
}

function walk(folder: string): string[] {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs.readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'results' ? [] : walk(name);
    return /\.(?:tsx?|mjs)$/.test(entry.name) ? [name] : [];
  });
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

export function importsOf(file: SourceFile): Import[] {
  const fixed = [...file.text.matchAll(STATEMENT)].map(([, type, names, specifier = '']) => ({
    specifier,
    typeOnly: type !== undefined || onlyTypes(names ?? ''),
  }));
  const dynamic = [...file.text.matchAll(DYNAMIC)].map(([, specifier = '']) => ({ specifier, typeOnly: false }));
  return [...fixed, ...dynamic].map((one) => ({ ...one, from: file.path, target: targetOf(file.path, one.specifier) }));
}

/** `{ type A, type B }` brings nothing in at run time. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  const parts = inner
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}

function targetOf(from: string, specifier: string): string | null {
  const base = specifier.startsWith('#shared/')
    ? `shared/src/${specifier.slice('#shared/'.length)}`
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(from), specifier)
      : null;
  if (base === null) return null;
  const known = new Set(sources().map((source) => source.path));
  return (
    [base.replace(/\.js$/, '.ts'), base.replace(/\.js$/, '.tsx'), base, `${base}.ts`, `${base}.tsx`].find((name) => known.has(name)) ?? null
  );
}
