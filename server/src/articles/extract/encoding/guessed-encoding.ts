/** An encoding that may have been meant: the letters that its texts are made of, and words or characters that come in all of them. */
interface Candidate {
  readonly encoding: string;
  readonly letters: RegExp;
  readonly usual: RegExp;
}

const word = (words: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${words.replaceAll(' ', '|')})(?![\p{L}\p{M}])`, 'gu');
const RUSSIAN = word(
  'и в не на что с по как это из за от для о был была было были его но он она они к до при со у а же или їх та що на у за від як це',
);
const HEBREW = word('של את על לא הוא היא עם זה כי גם אל או אם כל היה בין כך אשר אבל לפי הם אמר יותר רק כדי');
const ARABIC = word('في من على إلى أن عن مع التي الذي هذا هذه ما لا بين كان قال بعد قد كما أو لم كل خلال');
const GREEK = word('και το του της στο η ο οι τα με για από που την τον τη των σε ότι δεν να θα στην στη είναι');
const SIMPLIFIED =
  /[的一是不了在人有我他这中大来上国个到说们为和你地出也时年会以对可生学家发用过行作里成方多经么去法动面事现前进同工样下天部分新问业主市政开机关公月日后高民理体等长于与及其将被称报道记者据美军党员表示总统府队没从场加还间力两]/gu;
const TRADITIONAL =
  /[的一是不了在人有我他這中大來上國個到說們為和你地出也時年會以對可生學家發用過行作裡成方多經麼去法動面事現前進同工樣下天部分新問業主市政開機關公月日後高民理體等長於與及其將被稱報導記者據美軍黨員表示總統府隊沒從場加還間力兩]/gu;
const KOREAN =
  /[이다는을에의가한고지사기하시대로서정인자도은를으해보리그나라일수어아전장했들부국제있과원상오주구만여안년관것성회공경조선미동면위용와않당말게무개중까니라두발]/gu;

const CANDIDATES: readonly Candidate[] = [
  { encoding: 'windows-1251', letters: /[а-яёіїєґ]{2,}/g, usual: RUSSIAN },
  { encoding: 'koi8-u', letters: /[а-яёіїєґ]{2,}/g, usual: RUSSIAN },
  { encoding: 'iso-8859-5', letters: /[а-яёіїє]{2,}/g, usual: RUSSIAN },
  { encoding: 'ibm866', letters: /[а-яё]{2,}/g, usual: RUSSIAN },
  { encoding: 'windows-1255', letters: /[\u05d0-\u05ea]{2,}/g, usual: HEBREW },
  { encoding: 'windows-1256', letters: /[\u0621-\u064a]{2,}/g, usual: ARABIC },
  { encoding: 'iso-8859-6', letters: /[\u0621-\u064a]{2,}/g, usual: ARABIC },
  { encoding: 'windows-1253', letters: /[α-ωάέήίόύώςϊϋΐΰ]{2,}/g, usual: GREEK },
  { encoding: 'iso-8859-7', letters: /[α-ωάέήίόύώςϊϋΐΰ]{2,}/g, usual: GREEK },
  { encoding: 'windows-874', letters: /[\u0e01-\u0e4e]{3,}/g, usual: /การ|ที่|และ|ของ|ใน|เป็น|ว่า|ไม่|ได้|มี|จะ|ให้/g },
];
/** Of two bytes a character: what is common there is a good part of any text. */
const DOUBLE: readonly (Omit<Candidate, 'letters'> & { readonly letters: RegExp })[] = [
  { encoding: 'euc-jp', letters: /[\u3041-\u30fe\u3001\u3002\p{Script=Han}]/gu, usual: /[\u3041-\u3093]/g },
  { encoding: 'shift_jis', letters: /[\u3041-\u30fe\u3001\u3002\p{Script=Han}]/gu, usual: /[\u3041-\u3093]/g },
  { encoding: 'euc-kr', letters: /[\uac00-\ud7a3]/g, usual: KOREAN },
  { encoding: 'gb18030', letters: /[\p{Script=Han}\u3001\u3002\uff0c]/gu, usual: SIMPLIFIED },
  { encoding: 'big5', letters: /[\p{Script=Han}\u3001\u3002\uff0c]/gu, usual: TRADITIONAL },
];

/** The encoding in which the bytes above ASCII become letters of one script and common words of its languages; a Western one where none stands out. */
export function guessedEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 200_000);
  const high = sample.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  let best = { encoding: '', score: 0.62 };
  for (const candidate of CANDIDATES) {
    const text = read(sample, candidate.encoding);
    const letters = count(text, candidate.letters) / Math.max(1, high);
    const words = text.match(/[\p{L}\p{M}]{1,30}/gu)?.length ?? 0;
    const score = letters + Math.min(1, ((text.match(candidate.usual)?.length ?? 0) * 5) / Math.max(8, words));
    if (letters > 0.62 && score > best.score) best = { encoding: candidate.encoding, score };
  }
  for (const { encoding, letters, usual } of DOUBLE) {
    const text = read(sample, encoding);
    const wide = count(text, /[^\p{ASCII}]/gu);
    // A byte that was damaged or cut off makes no text another one; many make it none of this encoding.
    if (wide < 4 || count(text, /\ufffd/g) > Math.max(1, wide / 50)) continue;
    const share = count(text, letters) / wide;
    const score = share + Math.min(1, (count(text, usual) / wide) * 2.5);
    if (share > 0.5 && count(text, usual) / wide > 0.15 && score > best.score) best = { encoding, score };
  }
  return best.encoding === '' ? (ofLatinLetters(sample) ?? 'windows-1252') : best.encoding;
}

function read(sample: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(sample, { stream: true });
}

function count(text: string, letters: RegExp): number {
  return (text.match(letters) ?? []).reduce((sum, run) => sum + run.length, 0);
}

/** Short words of languages with Latin letters that come in every text and hold a letter of theirs. */
const CENTRAL =
  /(?<!\p{L})(?:że|się|są|już|był[aoy]?|może|także|który|która|które|przez|że|při|být|není|také|také|může|které|která|který|což|už|až|než|sú|môže|ktorý|ktoré|ktorá|že|či|će|što|više|može|također|če|še|že|tudi|és|már|több|után|között|első|szerint|să|și|şi|după|că)(?!\p{L})/giu;
const TURKISH =
  /(?<!\p{L})(?:için|değil|olduğu|olduğunu|dışişleri|çıkan|bağlı|yaptığı|şöyle|başkanı|sonrasında|kadın|saldırı|açıklama|yapılan|iş|kişi|artık|hükümeti|nın|dığı)(?!\p{L})/giu;
const BALTIC = /(?<!\p{L})(?:kā|arī|bija|būs|šis|šā|tās|gadā|pēc|kuŗ|bet|yra|iš|už|kad|buvo|dėl|kurį|tačiau|šį|metų|apie|į)(?!\p{L})/giu;
const LATIN: readonly (readonly [string, RegExp])[] = [
  ['windows-1250', CENTRAL],
  ['iso-8859-2', CENTRAL],
  ['windows-1254', TURKISH],
  ['windows-1257', BALTIC],
];
const WORDS_MIN = 3;

/** The letters of Central Europe, Turkey and the Baltic share their bytes with those of the West: words tell. Null where there are too few. */
function ofLatinLetters(sample: Uint8Array): string | null {
  let best: { encoding: string; found: number } | null = null;
  for (const [encoding, words] of LATIN) {
    const found = (read(sample, encoding).match(words) ?? []).filter((one) => /[^\p{ASCII}]/u.test(one)).length;
    if (found >= WORDS_MIN && found > (best?.found ?? 0)) best = { encoding, found };
  }
  return best?.encoding ?? null;
}
