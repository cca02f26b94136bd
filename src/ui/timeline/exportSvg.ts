import { l10n } from 'vscode';
import { saveToFile } from '../saveToFile.js';
import { simulatedSentence } from '../words/simulated.js';

/** "Export as SVG…": what is on show, into a file of the person's choice. @param simulated it is sample data, and says so. */
export async function exportSvg(svg: string, simulated: boolean): Promise<void> {
  await saveToFile({
    title: l10n.t('Export Timeline as SVG'),
    name: 'cloud-operations-timeline.svg',
    filters: { SVG: ['svg'] },
    text: simulated ? markedSvg(svg) : svg,
    told: l10n.t('The timeline was exported.'),
  });
}

/** A drawing goes where nobody sees the view: it says itself that it is of sample data, over everything else. */
export function markedSvg(svg: string): string {
  const place = 'x="100%" y="100%" dx="-8" dy="-8" text-anchor="end"';
  const look = 'font-family="sans-serif" font-size="13" font-weight="bold" fill="#d0342c"';
  const edge = 'stroke="#ffffff" stroke-width="3" paint-order="stroke"';
  const text = simulatedSentence().replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return svg.replace(/<\/svg>\s*$/, `<text ${place} ${look} ${edge}>${text}</text></svg>`);
}
