import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The checkout that is measured: this one, unless ASSAY_ROOT names another. */
export const PRODUCT = path.resolve(process.env.ASSAY_ROOT ?? fileURLToPath(new URL('../..', import.meta.url)));

/** A built module of the product. */
export function productModule(name) {
  return import(pathToFileURL(path.join(PRODUCT, 'dist', name)).href);
}

/** The adapter that the checkout brings along, for this harness. */
export async function productTarget(wiring) {
  const { default: adapter } = await import(pathToFileURL(path.join(PRODUCT, 'bench/adapter.mjs')).href);
  return adapter(wiring);
}
