/** Words that are written with a hyphen after them, wherever the line ends. */
const BEFORE =
  /(?:^|[\s(“"])(?:well|self|half|long|short|high|low|left|right|one|two|three|four|five|six|seven|eight|nine|ten|hundred|anti|non|ex|vice|decades?|year|month|week|day|hour)[-‐]$/iu;
/** Words that are written with a hyphen before them, where another word stands there. */
const AFTER =
  /^(?:aged|affiliated|aligned|allied|appointed|approved|armed|backed|based|born|bound|brokered|built|controlled|dominated|driven|educated|elect|era|free|friendly|funded|general|held|imposed|installed|key|led|level|like|linked|located|made|mediated|minded|minister|month|occupied|old|operated|organi[sz]ed|owned|planned|produced|range|ranking|related|run|scale|speaking|sponsored|style|supplied|supported|supporting|term|themed|throated|to|trained|wide|wing|winning|year)(?!\p{L})/iu;
/** Words that are written in one with what follows or comes before, though both halves are words. */
const IN_ONE_BEFORE =
  /(?:^|[\s(“"])(?:some|any|every|no|with|through|under|over|out|up|down|on|in|news|how|there|where|what|when|who|which|never|else|after|back|fore|inter|land|fire|foot|ground|work|house|home|school|week|child|business|chair|spokes|states|police|under|main|mean|counter|super|trans|motor|water|air|battle|safe|head|cease)[-‐]$/iu;
const IN_ONE_AFTER =
  /^(?:self|selves|thing|body|one|where|ever|time|times|day|days|man|men|woman|women|person|people|ship|ward|wards|out|side|line|lines|land|house|room|works?|workers?|fire|port|craft|power|force|quarters|place|master|mark|makers?|making|stead|with|over|look|take|took|shore|town|word|yard|hood|ness|ment|less|ful|able|stand|standing|come|paper|papers|ground|field|board|book|light|point|way|ways)(?!\p{L})/iu;

const TAIL = 200;

/** Joins lines of one text: a word that was divided at the end of a line is mended, and a hyphen between words, names or numbers stays. */
export class LineEnds {
  /** Words that stand whole in the text, in small letters, with their hyphens. */
  private readonly words: ReadonlySet<string>;

  constructor(lines: readonly string[]) {
    const whole = lines.flatMap(
      (line) =>
        line
          .toLowerCase()
          .replace(/(?<!\p{L})\p{L}{1,60}[-‐\u00ad]$/u, '')
          .match(/[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu) ?? [],
    );
    // The half that begins a line after a hyphen is no word yet.
    const begun = lines
      .slice(1)
      .flatMap((line, at) => (/[-‐\u00ad]$/.test(lines[at] ?? '') ? [/^\p{L}+/u.exec(line.toLowerCase())?.[0] ?? ''] : []));
    const counts = new Map<string, number>();
    for (const word of whole) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of begun) counts.set(word, (counts.get(word) ?? 0) - 1);
    this.words = new Set([...counts].filter(([, count]) => count > 0).map(([word]) => word.replaceAll('‐', '-')));
  }

  joined(paragraph: string, line: string): string {
    if (paragraph === '') return line;
    // The end decides; a paragraph may be as long as a book.
    const text = paragraph.slice(-TAIL);
    const before = paragraph.slice(0, -TAIL);
    return before + this.joinedEnd(text, line);
  }

  private joinedEnd(text: string, line: string): string {
    if (/\u00ad$/.test(text)) return text.slice(0, -1) + line;
    if (/\p{Ll}[-‐]$/u.test(text) && /^\p{Ll}/u.test(line)) return this.keepsHyphen(text, line) ? text + line : text.slice(0, -1) + line;
    if (/[\p{L}\p{N}][-‐–—]$/u.test(text)) return text + line;
    const wide =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」』）]$/u.test(text) &&
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（]/u.test(line);
    return wide ? text + line : `${text} ${line}`;
  }

  /** What the text itself writes elsewhere decides; else whether both halves are words of their own. */
  private keepsHyphen(text: string, line: string): boolean {
    const before = /[\p{L}\p{M}]+(?=[-‐]$)/u.exec(text)?.[0].toLowerCase() ?? '';
    const after = /^[\p{L}\p{M}]+/u.exec(line)?.[0].toLowerCase() ?? '';
    if (this.words.has(`${before}-${after}`)) return true;
    if (this.words.has(before + after)) return false;
    // "18-year-", "state-of-the-": a word that has one hyphen has the next.
    if (/[\p{L}\p{N}][-‐]\p{L}+[-‐]$/u.test(text) || (BEFORE.test(text) && after.length >= 3)) return true;
    if (before.length < 3 || after.length < 2 || !this.isWord(before, text)) return false;
    if (AFTER.test(line) && (after.length > 2 || /^to-/u.test(line))) return true;
    const both = before.length >= 4 && after.length >= 4 && this.words.has(after);
    return both && !IN_ONE_BEFORE.test(text) && !IN_ONE_AFTER.test(line);
  }

  /** A word of the text, or a name: "Iran-". */
  private isWord(before: string, text: string): boolean {
    return (
      this.words.has(before) ||
      /(?:[\p{Ll},]\s|\s[(“"])\p{Lu}\p{L}{2,}[-‐]$/u.test(text) ||
      /^(?:state|government|army|military|party|union|family|foreign|world|city|police|court|church)$/.test(before)
    );
  }
}
