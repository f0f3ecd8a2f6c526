import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './text-encoding.js';

const TEXTS = {
  Polish: 'Rada powiedziała, że dźwigi się zepsuły, więc są już w porcie. Burmistrz był w Łodzi i może wróci, że tak powie.',
  Czech: 'Rada řekla, že jeřáby už není možné opravit, protože při převozu, což který svědek viděl, praskly. Může být hůř, než čekali.',
  Hungarian:
    'A tanács szerint a daruk már nem működnek, és több óra után sem lehetett őket javítani. Az első daru és a második közül az első jobb.',
};

/** Bytes of a text in an encoding of one byte a character, made by reading all bytes the other way. */
function encoded(text: string, encoding: string): Uint8Array {
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text], (character) => byteOf.get(character) ?? 0x3f);
}

for (const [language, text] of Object.entries(TEXTS)) {
  for (const encoding of ['windows-1250', 'iso-8859-2']) {
    test(`AR7 an undeclared ${language} text in ${encoding} is read by its words, and the guess is told`, () => {
      const { guessed, text: read } = decodeText(encoded(text, encoding), null);
      assert.deepEqual([guessed, read], [true, text]);
    });
  }
}

test('AR7 a Western text is not taken for a Central European one', () => {
  const french =
    'À très long terme, être ou ne pas être là, où les élèves répètent : « ça va déjà », dès août. Général, forêt, mère, père.';
  const { encoding, text } = decodeText(encoded(french, 'windows-1252'), null);
  assert.deepEqual([encoding, text], ['windows-1252', french]);
});
