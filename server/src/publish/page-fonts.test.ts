import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fontFaces } from './page-fonts.js';

test('PB2 public pages take their typefaces from our own files alone', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-fonts-'));
  try {
    const own = '@font-face{font-family:"Source Serif 4 Variable";src:url(/assets/serif-a_B.woff2)format("woff2")}';
    const foreign = '@font-face{font-family:"Source Serif 4 Variable";src:url(https://elsewhere.example/serif.woff2)}';
    const heavy = '@font-face{font-family:IBM Plex Sans;font-weight:600;src:url(/assets/sans.woff2)}';
    fs.writeFileSync(path.join(folder, 'index-1.css'), `body{margin:0}${own}${foreign}${heavy}`);
    assert.equal(fontFaces(pathToFileURL(`${folder}/`)), own);
    assert.equal(fontFaces(pathToFileURL(`${folder}/nowhere/`)), '');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
