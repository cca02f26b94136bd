import { l10n, Uri, window, workspace } from 'vscode';
import { inform } from '../show.js';
import { simulatedSentence } from '../words/simulated.js';

/** "Export as SVG…": what is on show, into a file of the person's choice. @param simulated it is sample data, and says so. */
export async function exportSvg(svg: string, simulated: boolean): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const file = await window.showSaveDialog({
    title: l10n.t('Export Timeline as SVG'),
    filters: { SVG: ['svg'] },
    ...(folder && { defaultUri: Uri.joinPath(folder.uri, 'cloud-operations-timeline.svg') }),
  });
  if (!file) {
    return;
  }
  await workspace.fs.writeFile(file, new TextEncoder().encode(simulated ? markedSvg(svg) : svg));
  const open = l10n.t('Open');
  if ((await inform(l10n.t('The timeline was exported.'), open)) === open) {
    await window.showTextDocument(file);
  }
}

/** A drawing goes where nobody sees the view: it says itself that it is of sample data, over everything else. */
export function markedSvg(svg: string): string {
  const place = 'x="100%" y="100%" dx="-8" dy="-8" text-anchor="end"';
  const look = 'font-family="sans-serif" font-size="13" font-weight="bold" fill="#d0342c"';
  const edge = 'stroke="#ffffff" stroke-width="3" paint-order="stroke"';
  const text = simulatedSentence().replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return svg.replace(/<\/svg>\s*$/, `<text ${place} ${look} ${edge}>${text}</text></svg>`);
}
