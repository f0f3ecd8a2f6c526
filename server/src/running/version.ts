import fs from 'node:fs';

/** Folder of the project: the one with package.json and `dist`. */
export const PROJECT = new URL('../../../../', import.meta.url);

/** Version of this Assay, as package.json states it. */
export const VERSION = (JSON.parse(fs.readFileSync(new URL('package.json', PROJECT), 'utf8')) as { version: string }).version;
