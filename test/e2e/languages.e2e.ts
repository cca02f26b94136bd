import assert from 'node:assert/strict';
import { installFonts } from '../vscode/fonts.js';
import { strangersIn, troublesOf } from '../l10n/onScreen.js';
import { messageOf, readTexts, translatedLanguages } from '../l10n/texts.js';
import { displayLanguage, madeUpLanguage } from './displayLanguage.js';
import { pageLines, shownParts, timelineParts, type ShownPart } from './shownParts.js';
import { dataOf } from './shownData.js';
import { stops, Tour } from './tour.js';

/** All texts of the product that are on the screen. */
async function partsOf({ workbench, timeline }: Tour): Promise<readonly ShownPart[]> {
  const parts = await shownParts(workbench.page);
  const hasTimeline = await workbench.page.locator('iframe.webview').first().isVisible();
  return hasTimeline ? [...parts, ...(await timelineParts(timeline))] : parts;
}

const told = (parts: readonly ShownPart[]): string[] => [
  ...new Set(parts.map(({ where, text }) => `${text}    (${where})`)),
];

/** English texts without places, which a language has other words for. */
function englishOnly(code: string): ReadonlySet<string> {
  const [english, texts] = [readTexts(), readTexts(code)];
  const other = (['package.nls', 'bundle.l10n'] as const).flatMap((kind) =>
    Object.entries(english[kind]).flatMap(([key, text]) =>
      messageOf(text) === texts[kind][key] ? [] : [messageOf(text)],
    ),
  );
  return new Set(other);
}

/** Where the made-up language alone looks, so that a language takes no longer than it has to. */
const further: ReadonlySet<string> = new Set(['timeline-keys', 'history'] satisfies (typeof stops)[number][0][]);
const mainStops = stops.filter(([name]) => !further.has(name));

describe('The main views', function () {
  this.timeout(120_000);
  before(() => {
    if (!installFonts()) {
      console.warn('There is no font for Chinese, Japanese and Korean (fonts-noto-cjk): their pictures show boxes.');
    }
  });

  for (const code of ['en', ...translatedLanguages()]) {
    it(`are in ${code}, whole and unmixed`, async () => {
      const tour = await Tour.open(displayLanguage(code));
      const elsewhere = code === 'en' ? new Set() : englishOnly(code);
      const [cut, mixed]: [ShownPart[], ShownPart[]] = [[], []];
      try {
        for (const [index, [stop, go]] of mainStops.entries()) {
          await go(tour);
          await tour.picture(`${String(index + 1).padStart(2, '0')}-${stop}`);
          const parts = await partsOf(tour);
          cut.push(...parts.filter((part) => part.cut));
          mixed.push(...parts.filter(({ text }) => elsewhere.has(text)));
        }
      } catch (error) {
        await tour.picture('failed');
        throw error;
      } finally {
        await tour.close();
      }
      assert.deepEqual(told(mixed), []);
      assert.deepEqual(told(cut), []);
    });
  }
});

describe('In a language of made-up texts, 40 % longer than English', function () {
  this.timeout(180_000);

  it('everything is one text of the product, to its end', async () => {
    const tour = await Tour.open(madeUpLanguage());
    const data = dataOf(tour.emulator, tour.credentialFile);
    const wrong: string[] = [];
    let seen = 0;
    const look = async (): Promise<void> => {
      const parts = [...(await partsOf(tour)), ...(await pageLines(tour.workbench.page))];
      seen += parts.length;
      wrong.push(...told(parts.filter(({ cut }) => cut)).map((text) => `${text} is cut off`));
      wrong.push(
        ...parts.flatMap((part) =>
          (part.isLine === true ? strangersIn : troublesOf)(part.text, data()).map(
            (trouble) => `${told([part]).join()} ${trouble}`,
          ),
        ),
      );
    };
    try {
      for (const [index, [stop, go]] of stops.entries()) {
        await go(tour);
        await tour.picture(`${String(index + 1).padStart(2, '0')}-${stop}`);
        await look();
      }
      for (const command of pickers) {
        await tour.quickPick(command);
        await tour.picture(`picker-${command.replace('command.', '')}`);
        await look();
        await tour.leaveQuickPick();
      }
    } catch (error) {
      // Told with what was found until then.
      wrong.push(String(error));
      await tour.picture('failed');
    } finally {
      await tour.close();
    }
    assert.ok(seen > 500, `${seen} texts`);
    assert.ok(wrong.length === 0, [...new Set(wrong)].join('\n'));
  });
});

/** Commands that begin with a list. */
const pickers = [
  'command.filter',
  'command.showRecent',
  'command.showProblems',
  'command.selectProjects',
  'command.selectServices',
  'command.selectCredentials',
  'command.cancelAllRunning',
];
