import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './text-encoding.js';

const TEXTS = {
  Polish: 'Rada powiedziała, że dźwigi się zepsuły, więc są już w porcie. Burmistrz był w Łodzi i może wróci, że tak powie.',
  Czech: 'Rada řekla, že jeřáby už není možné opravit, protože při převozu, což který svědek viděl, praskly. Může být hůř, než čekali.',
  Hungarian:
    'A tanács szerint a daruk már nem működnek, és több óra után sem lehetett őket javítani. Az első daru és a második közül az első jobb.',
};

/** Bytes 0x80 to 0x9F as Windows-1252 prints them, from the Encoding standard; Node 20 does not know them. */
const PRINTED = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const DOUBLE = new Set(['gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis']);

/** Bytes of a text, made by reading all bytes, and pairs of bytes, the other way. */
function encoded(text: string, encoding: string): Uint8Array {
  const bytesOf = new Map<string, readonly number[]>();
  const read = (...bytes: readonly number[]): string => new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  for (let byte = 0; byte < 256; byte++) bytesOf.set(read(byte), [byte]);
  if (DOUBLE.has(encoding)) for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) bytesOf.set(read(a, b), [a, b]);
  if (encoding === 'windows-1252') for (const [at, character] of [...PRINTED].entries()) bytesOf.set(character, [0x80 + at]);
  return Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? assert.fail(`${character} is not in ${encoding}`)));
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

test('AR7 whatever label means Windows-1252 by the standard gives its quotation marks, dashes and euros', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at);
  for (const label of ['windows-1252', 'ISO-8859-1', 'latin1', 'us-ascii', 'ascii', 'cp1252', 'x-cp1252', 'l1', 'iso8859-1']) {
    assert.equal(decodeText(bytes, label).text, PRINTED, label);
  }
  const text = 'Iran’s minister said: “We did not know,” – €500 … he says.';
  assert.equal(decodeText(encoded(text, 'windows-1252'), null).text, text, 'undeclared');
  // Old pages declare the ISO name and hold the bytes of Windows, in every region of the world.
  for (const label of [
    'iso-8859-2',
    'iso-8859-7',
    'iso-8859-8-i',
    'iso-8859-9',
    'iso-8859-15',
    'windows-1250',
    'windows-1251',
    'windows-1255',
  ]) {
    assert.equal(decodeText(Uint8Array.of(0x93, 0x41, 0x92, 0x94, 0x96, 0x85), label).text, '“A’”–…', label);
  }
});

const UNDECLARED: readonly (readonly [string, readonly string[], string])[] = [
  [
    'Hebrew',
    ['windows-1255'],
    'מועצת הנמל רכשה שני עגורנים בחודש מאי בכסף שנועד לבית הספר, כך לפי שלושה אנשים שראו את החוזה. היא לא הגיבה על כך.',
  ],
  ['short Hebrew', ['windows-1255'], 'ראש הממשלה אמר כי לא ידע על כך.'],
  [
    'Arabic',
    ['windows-1256', 'iso-8859-6'],
    'اشترى مجلس الميناء رافعتين في مايو بأموال كانت مخصصة للمدرسة، بحسب ثلاثة أشخاص اطلعوا على العقد.',
  ],
  [
    'Greek',
    ['windows-1253', 'iso-8859-7'],
    'Το συμβούλιο του λιμανιού αγόρασε δύο γερανούς τον Μάιο με χρήματα που προορίζονταν για το σχολείο, λένε οι μάρτυρες.',
  ],
  [
    'Russian',
    ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866'],
    'Совет порта купил в мае два крана на деньги, предназначенные для школы, сообщили газете три человека.',
  ],
  [
    'Ukrainian',
    ['windows-1251', 'koi8-u'],
    'Рада порту купила два крани за гроші, що їх було виділено для школи, повідомили газеті три особи, які бачили договір.',
  ],
  [
    'Turkish',
    ['windows-1254'],
    'Dışişleri Bakanlığı bunun doğru olduğunu söyledi. Açıklama şöyle: okul için ayrılan para kullanılmış değil, dedi.',
  ],
  ['short Chinese', ['gb18030'], '总统说，政府不会改变政策。'],
  ['Chinese', ['gb18030'], '据三名看过合同的人士说，港务局五月用本来给学校的钱买了两台起重机。局长否认了这一说法。'],
  ['traditional Chinese', ['big5'], '據三名看過合同的人士說，港務局五月用本來給學校的錢買了兩台起重機。局長否認了這一說法。'],
  ['short traditional Chinese', ['big5'], '總統說，政府不會改變政策。'],
  [
    'Japanese',
    ['shift_jis', 'euc-jp'],
    '港湾局は五月に二基のクレーンを購入したが、その資金は学校のためのものだったと、契約書を見た三人が新聞に語った。',
  ],
  ['Korean', ['euc-kr'], '항만 이사회는 오월에 학교를 위한 돈으로 크레인 두 대를 샀다고 계약서를 본 세 사람이 신문에 말했다.'],
  ['short Korean', ['euc-kr'], '대통령은 정책을 바꾸지 않겠다고 말했다.'],
  ['Thai', ['windows-874'], 'คณะกรรมการท่าเรือซื้อเครนสองตัวในเดือนพฤษภาคมด้วยเงินที่ตั้งใจไว้สำหรับโรงเรียน'],
];
for (const [language, encodings, text] of UNDECLARED) {
  for (const encoding of encodings) {
    test(`AR7 undeclared: ${language} in ${encoding} comes out to the letter, and it is told that it was guessed`, () => {
      const read = decodeText(encoded(text, encoding), null);
      assert.deepEqual([read.text, read.guessed], [text, true], read.encoding);
    });
  }
}

test('AR7 UTF-8 with a few damaged bytes stays UTF-8; a page of the West with a few letters is not taken for it', () => {
  const text = 'Iran’s minister said: “We did not know,” – and he left. '.repeat(40);
  const bytes = new TextEncoder().encode(text);
  const damaged = bytes.slice(0, -1);
  damaged[damaged.indexOf(0x20, 300)] = 0xff;
  damaged[damaged.indexOf(0x20, 700)] = 0x92;
  const read = decodeText(Uint8Array.from([...damaged, 0xe2, 0x80]), null);
  assert.deepEqual([read.encoding, read.guessed, read.text.match(/\ufffd/g)?.length], ['utf-8', false, 3]);
  assert.match(read.text, /^Iran’s minister said: “We did not know,” – and he left/);
  const western = 'Zwei Kräne für die Schüler. “Größer”';
  assert.equal(decodeText(encoded(western, 'windows-1252'), null).text, western);
});

test('AR7 a page that declares an encoding of one byte and is UTF-8 is read as what it is', () => {
  const text = '<meta charset="iso-8859-1"><p>Iran’s minister said: “We did not know”</p>';
  assert.deepEqual(decodeText(new TextEncoder().encode(text), 'iso-8859-1'), { text, encoding: 'utf-8', guessed: false });
});

for (const text of [
  'Two cranes came to the harbour on Friday, and “nobody” knew.',
  'מועצת הנמל רכשה שני עגורנים בחודש מאי.\nכך לפי שלושה אנשים.',
  'Совет порта купил в мае два крана.\nПредседатель это отрицает.',
  '据三名看过合同的人士说，港务局五月用本来给学校的钱买了两台起重机。\n一人否认了这一说法。',
  '港湾局は五月に二基のクレーンを購入した。\nその資金は学校のためのものだった。',
]) {
  test(`AR7 UTF-16 without a byte order mark is recognised either way: ${text.slice(0, 12)}`, () => {
    const little = Uint8Array.from(Buffer.from(text, 'utf16le'));
    const big = Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
    assert.deepEqual(decodeText(little, null), { text, encoding: 'utf-16le', guessed: true });
    assert.deepEqual(decodeText(big, null), { text, encoding: 'utf-16be', guessed: true });
  });
}
