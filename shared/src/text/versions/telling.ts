/**
 * Words whose change may turn a statement into another one: figures, names, and words that deny. Compared are their sequences,
 * so that two names which changed places count too. In scripts without capitals a name cannot be told from any other word: there
 * every changed word counts.
 */
const TOKEN =
  /[\p{N}](?:[\p{N}.,:’'٫٬]*[\p{N}])?\p{L}*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)*/gu;
/** Letters that come in two cases, or stand beside such: of these only capitals make a name. */
const CASED = /[\p{Lu}\p{Ll}]/u;
const CAPITAL = /^\p{Lu}/u;
const FIGURE = /\p{N}/u;
/** A full stop, comma or quote between groups of three digits says nothing. */
const GROUPING = /[.,’'٬](?=\p{N}{3}(?!\p{N}))/gu;

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** In English, German, French, Spanish, Russian and Ukrainian; English contractions are told by their end. */
const DENYING = listOf(`
  no not never none nothing nobody neither nor without cannot hardly
  nicht kein keine keinen keiner keines keinem nie niemals niemand nichts ohne weder
  ne n’ non pas jamais aucun aucune sans ni rien
  nunca jamás ningún ninguna ninguno nadie sin tampoco
  не нет ни никогда никто без ничего нельзя
  ні немає ніколи ніхто нічого`);
const DENYING_END = /n[’']t$/u;

const COUNTING = listOf(`
  zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  twenty thirty forty fifty sixty seventy eighty ninety dozen hundred hundreds thousand thousands million millions billion half twice
  null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend million millionen milliarde milliarden
  zéro deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent cents mille millions milliard milliards
  cero dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien ciento mil millón millones
  два две три четыре пять шесть семь восемь девять десять двадцать тридцать сто тысяча тысяч тысячи миллион миллиона миллионов
  дві чотири п’ять шість сім вісім дев’ять двадцять тридцять тисяча тисяч тисячі мільйон мільйони мільйонів`);

/** Words that begin a sentence with a capital and are no names. */
const SMALL = listOf(`
  a an the in on at of by to for from with and but or as if so he she it they we you i his her its their our this that these those
  there here when while after before during since until then now also some many most one all both such what who
  der die das den dem des ein eine einen einem im am an und aber oder er sie es wir ihr sein seine dies diese dieser nach vor bei mit von zu
  le la les l’ un une des du de en dans et mais ou il elle ils elles on ce cette ces après avant avec
  el los las una unos y pero o él ella ellos este esta estos después antes con
  в на и но а он она они это этот эта после до с по у і але він вона вони це цей ця після`);

/** Whether the words that stand there now may state something else than those that were marked. */
export function tellsAnother(marked: string, now: string): boolean {
  const [before, after] = [tokensOf(marked), tokensOf(now)];
  const names = new Set([...before, ...after].filter(isName).map(keyOf));
  const told = (tokens: readonly string[]): string =>
    tokens
      .map(keyOf)
      .filter(
        (key) => names.has(key) || FIGURE.test(key) || COUNTING.has(key) || DENYING.has(key) || DENYING_END.test(key) || !CASED.test(key),
      )
      .join(' ');
  return told(before) !== told(after);
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function isName(token: string): boolean {
  return CAPITAL.test(token) && !SMALL.has(keyOf(token));
}

function keyOf(token: string): string {
  return token.replace(GROUPING, '').toLowerCase().replaceAll("'", '’');
}
