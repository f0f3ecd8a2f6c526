/** Questions that go to the database in one query go at most so many at a time. */
const MOST = 500;

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The same question for many at once, as when all reconnect: the first goes by itself, and what is asked while it is on its way goes
 * together as the next one. Each is asked after it came in, so its answer is as fresh as if it had gone alone. Where the query fails,
 * all who were in it hear of it.
 */
export class AskedTogether<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private asking = false;

  /** `query` answers in the order of the questions. */
  constructor(private readonly query: (questions: readonly Question[]) => Promise<readonly Answer[]>) {}

  /** Nothing is asked and nothing waits. */
  get idle(): boolean {
    return !this.asking;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (!this.asking) void this.askAll();
    });
  }

  private async askAll(): Promise<void> {
    this.asking = true;
    while (this.waiting.length > 0) {
      const together = this.waiting.splice(0, MOST);
      try {
        const answers = await this.query(together.map(({ question }) => question));
        for (const [i, { resolve }] of together.entries()) resolve(answers[i] as Answer);
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.asking = false;
  }
}
