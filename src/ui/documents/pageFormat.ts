import type { Memento } from 'vscode';
import type { PageBody } from '../pageText.js';
import { jsonText, visible } from './jsonText.js';
import { yamlText } from './yamlText.js';

const KEY = 'pageFormat';

/** In what the server's own answers are shown: what the person chose last, for all pages. */
export class PageFormat {
  readonly #storage: Memento;

  constructor(storage: Memento) {
    this.#storage = storage;
  }

  get language(): PageBody['language'] {
    return this.#storage.get(KEY) === 'YAML' ? 'YAML' : 'JSON';
  }

  async choose(language: PageBody['language']): Promise<void> {
    await this.#storage.update(KEY, language);
  }

  /** An answer as it is shown now. */
  bodyOf(json: unknown): PageBody {
    const { language } = this;
    return { language, text: language === 'YAML' ? yamlText(json) : visible(jsonText(json)) };
  }
}
