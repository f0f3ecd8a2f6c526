// What is measured in the page. A block is a gap between two frames while the page is asked for one after the other.
import { pause } from './readers.mjs';

const NOTE = 'Which of the two reports came first, and who had it from whom?';
const MORE_MARKS = 15;
/** Marks that stand on the first screen. */
const FIRST_SCREEN = 20;

/** Watches, from the first moment of the page, when the text is drawn and when that many marks are painted. */
function watchPage(marks) {
  window.seen = {};
  const look = () => {
    const { seen } = window;
    const painted = [...(CSS.highlights?.values() ?? [])].reduce((sum, highlight) => sum + highlight.size, 0);
    if (seen.drawnMs === undefined && document.querySelector('.region-text')) afterPaint((at) => (seen.drawnMs ??= at));
    if (seen.markedMs === undefined && painted >= marks) afterPaint((at) => (seen.markedMs ??= at));
    if (seen.drawnMs === undefined || seen.markedMs === undefined) requestAnimationFrame(look);
  };
  // From the drawn text on: whatever holds up whoever begins to read.
  let last = 0;
  const settle = () => {
    const now = performance.now();
    if (last > 0) window.seen.settling = Math.max(window.seen.settling ?? 0, now - last);
    if (window.seen.drawnMs !== undefined) last = now;
    if (window.seen.foundMs === undefined && document.querySelector('.earlier-marks')) window.seen.foundMs = now;
    if (!window.seen.settled) requestAnimationFrame(settle);
  };
  requestAnimationFrame(settle);
  const afterPaint = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
  requestAnimationFrame(look);
  window.blocksDuring = async (work) => {
    const gaps = [];
    let running = true;
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    await work();
    running = false;
    return { longest: Math.max(...gaps), over: gaps.filter((gap) => gap > 50).length };
  };
}

async function opened({ browser, url, person }, article, painted, found = false) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const cookies = person.cookie.split('; ').map((pair) => /^([^=]+)=(.*)$/.exec(pair));
  await context.addCookies(cookies.map(([, name, value]) => ({ name, value, url })));
  const page = await context.newPage();
  await page.addInitScript(watchPage, painted ? FIRST_SCREEN : Number.MAX_SAFE_INTEGER);
  await page.goto(`${url}/articles/${article.id}`);
  await page.waitForFunction((wanted) => window.seen[wanted] !== undefined, painted ? 'markedMs' : 'drawnMs', { timeout: 60_000 });
  if (found) await page.waitForFunction(() => window.seen.foundMs !== undefined, null, { timeout: 60_000 });
  await pause(1_500);
  const seen = await page.evaluate(() => {
    window.seen.settled = true;
    return window.seen;
  });
  return { context, page, seen };
}

export async function measureNone(on, article) {
  const { context, page, seen } = await opened(on, article, false);
  const result = { ...seen, scroll: await scrolled(page), ...(await weighed(page)) };
  await context.close();
  return result;
}

export async function measurePainted(on, article) {
  const { context, page, seen } = await opened(on, article, true);
  const result = { ...seen, scroll: await scrolled(page), ...(await weighed(page)) };
  result.cards = await page.locator('.margin-slot').count();
  const reading = readAlong(on);
  result.typing = await typed(page);
  result.others = await othersMark(on, page);
  clearInterval(reading);
  await context.close();
  return result;
}

/** The version whose marks all stand in the one before. */
export async function measureCarried(on, article) {
  const { context, page, seen } = await opened(on, article, true, true);
  const result = { ...seen, serverMs: article.serverMs, scroll: await scrolled(page), ...(await weighed(page)) };
  result.cards = await page.locator('.margin-slot').count();
  result.typing = await typed(page);
  await context.close();
  return result;
}

/** The other two move on twice a second, with a selection. */
function readAlong({ others }) {
  let at = 0;
  return setInterval(() => {
    at += 40;
    for (const [i, reader] of others.entries()) reader.present(at + i * 900, { start: at + i * 900, end: at + i * 900 + 60 });
  }, 500);
}

async function scrolled(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  return page.evaluate(() =>
    window.blocksDuring(async () => {
      for (let i = 0; i < 120; i++) {
        window.scrollBy(0, 450);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }),
  );
}

async function typed(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await page.getByLabel('Your note').waitFor();
  await page.evaluate(() => {
    window.typing = window.blocksDuring(() => new Promise((resolve) => (window.typingDone = resolve)));
  });
  for (const key of NOTE) {
    await page.keyboard.type(key);
    await pause(25);
  }
  const result = await page.evaluate(() => {
    window.typingDone();
    return window.typing;
  });
  await page.keyboard.press('Escape');
  return result;
}

let made = 0;

/** A mark near the beginning that is not there yet, in any round. */
function anotherMark(marks) {
  const { start, kind } = marks[made++ % FIRST_SCREEN];
  return { start, end: start + 1 + Math.ceil(made / FIRST_SCREEN), kind };
}

async function othersMark({ marks, others }, page) {
  const took = [];
  await page.evaluate(() => {
    window.marking = window.blocksDuring(() => new Promise((resolve) => (window.markingDone = resolve)));
    window.painted = () => [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0);
  });
  for (let i = 0; i < MORE_MARKS; i++) {
    const before = await page.evaluate(() => window.painted());
    const shown = page.evaluate(
      (count) =>
        new Promise((resolve) => {
          const began = performance.now();
          const look = () => (window.painted() > count ? resolve(performance.now() - began) : requestAnimationFrame(look));
          look();
        }),
      before,
    );
    await others[i % 2].mark([anotherMark(marks)]);
    took.push(await shown);
    await pause(100);
  }
  const blocks = await page.evaluate(() => {
    window.markingDone();
    return window.marking;
  });
  took.sort((a, b) => a - b);
  return { ...blocks, median: took[took.length >> 1] };
}

/** The usual way: the text nodes of a mark are cut, and each piece gets an element around it. */
function wrapAll(marks) {
  const texts = [...document.querySelectorAll('.region-text')].map((element) => ({ element, start: 0, end: 0 }));
  let at = 0;
  for (const one of texts) {
    one.start = at;
    one.end = at + one.element.textContent.length;
    at = one.end + 1;
  }
  const wrap = ({ start, end, kind }) => {
    const found = texts.find((one) => one.start <= start && start < one.end);
    if (!found) return;
    const walker = document.createTreeWalker(found.element, NodeFilter.SHOW_TEXT);
    let offset = found.start;
    const pieces = [];
    for (let node = walker.nextNode(); node; offset += node.data.length, node = walker.nextNode()) {
      const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, node.data.length)];
      if (from < to) pieces.push({ node, from, to });
    }
    for (const { node, from, to } of pieces) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const element = document.createElement('mark');
      element.className = kind;
      element.tabIndex = 0;
      range.surroundContents(element);
    }
  };
  window.wrap = wrap;
  const began = performance.now();
  for (const mark of marks) wrap(mark);
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began))));
}

export async function measureWrapped(on, article) {
  const { context, page, seen } = await opened(on, article, false);
  const wrapMs = await page.evaluate(wrapAll, on.marks);
  const result = { ...seen, wrapMs, markedMs: seen.drawnMs + wrapMs, scroll: await scrolled(page), ...(await weighed(page)) };
  result.others = await page.evaluate(
    async ({ marks, more }) => {
      const took = [];
      const blocks = await window.blocksDuring(async () => {
        for (let i = 0; i < more; i++) {
          const began = performance.now();
          window.wrap({ ...marks[i * 2], end: marks[i * 2].start + 2 });
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          took.push(performance.now() - began);
        }
      });
      return { ...blocks, median: took.sort((a, b) => a - b)[took.length >> 1] };
    },
    { marks: on.marks, more: MORE_MARKS },
  );
  await context.close();
  return result;
}

async function weighed(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { nodes: of('Nodes'), heapMB: of('JSHeapUsedSize') / 2 ** 20 };
}
