import { fromHost } from './fromHost.js';
import { openTimeline, type Host, type TimelinePage } from './timeline.js';

/** What VS Code gives the page, once: no other script of the page may have it. */
declare function acquireVsCodeApi(): Host;

const api = acquireVsCodeApi();
let timeline: TimelinePage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = fromHost(data);
  if (message?.type === 'init') {
    timeline?.dispose();
    timeline = openTimeline(message, api, document.body);
  } else if (message) {
    timeline?.receive(message);
  }
});

// VS Code writes the theme's name to the body, and its colours to the root.
const themes = new MutationObserver(() => timeline?.themeChanged());
themes.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
themes.observe(document.documentElement, { attributeFilter: ['style'] });

api.postMessage({ type: 'ready' });
