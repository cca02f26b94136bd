import assert from 'node:assert/strict';
import { kinds, messageOf, readTexts, translatedLanguages } from '../../l10n/texts.js';

/** What stands for an English word in each language, as docs/words.md has it: the part that no ending changes. */
const glossary: readonly (readonly [english: string, words: Readonly<Record<string, RegExp>>])[] = [
  ['operations?', { de: /vorg[aä]ng/i, ja: /オペレーション/, ko: /작업/, tr: /[iİ]şle/, 'zh-cn': /操作/ }],
  [
    'credentials?',
    {
      de: /anmeldedaten/i,
      ja: /認証情報/,
      ko: /사용자 인증 정보/,
      tr: /kimlik bilgi|Application Default/i,
      'zh-cn': /凭据/,
    },
  ],
  [
    'service account',
    { de: /Dienstkont/, ja: /サービス アカウント/, ko: /서비스 계정/, tr: /hizmet hesab/i, 'zh-cn': /服务账号/ },
  ],
  [
    'quota project',
    {
      de: /Kontingentprojekt/,
      ja: /割り当てプロジェクト/,
      ko: /할당량 프로젝트/,
      tr: /kota proje/i,
      'zh-cn': /配额项目/,
    },
  ],
  [
    'access tokens?',
    { de: /Zugriffstoken/, ja: /アクセス トークン/, ko: /액세스 토큰/, tr: /erişim jeton/i, 'zh-cn': /访问令牌/ },
  ],
  ['audit logs?', { de: /Audit-Log/, ja: /監査ログ/, ko: /감사 로그/, tr: /denetim günlü/i, 'zh-cn': /审核日志/ }],
  [
    'cancel requests?',
    {
      de: /Abbruchanfrage/,
      ja: /キャンセル リクエスト/,
      ko: /취소 요청/,
      tr: /[iİ]ptal iste/,
      'zh-cn': /取消请求/,
    },
  ],
  ['permission', { de: /Berechtigung/, ja: /権限/, ko: /권한/, tr: /[iİ]z(?:in|ni)/, 'zh-cn': /权限/ }],
  ['regions?', { de: /Region/, ja: /リージョン/, ko: /리전/, tr: /bölge/i, 'zh-cn': /区域/ }],
  ['targets?', { de: /Ziel/, ja: /対象|ターゲット/, ko: /대상/, tr: /hedef/i, 'zh-cn': /目标/ }],
  ['watch(?:ed|ing)?', { de: /beobacht/i, ja: /監視/, ko: /감시/, tr: /[iİ]zl/, 'zh-cn': /关注/ }],
  ['history', { de: /Verlauf/, ja: /履歴/, ko: /기록/, tr: /geçmiş/i, 'zh-cn': /历史记录/ }],
  ['timeline', { de: /Zeitachse/, ja: /タイムライン/, ko: /타임라인/, tr: /zaman çizelge/i, 'zh-cn': /时间线/ }],
  [
    'sample data',
    { de: /Beispieldaten/, ja: /サンプル データ/, ko: /샘플 데이터/, tr: /örnek veri/i, 'zh-cn': /示例数据/ },
  ],
  ['refresh', { de: /aktualisier/i, ja: /更新/, ko: /새로 고/, tr: /yenile/i, 'zh-cn': /刷新/ }],
];

/** How a person is spoken to, and words that another world has for the same thing. */
const others: Readonly<Record<string, RegExp>> = {
  de: /\bOperation(?:en)?\b|\b(?:du|dein|deine|dich)\b/i,
  ja: /ください。?[^\n]*だ。|クラスター/,
  ko: /오퍼레이션|자격 증명/,
  tr: /belirteç|’/,
  'zh-cn': /您|凭证|帐号/,
};

/** The product's own, where it is not translated. */
const name = 'Cloud Operations';

const english = readTexts();

describe('the words of each language', () => {
  for (const language of translatedLanguages()) {
    const texts = readTexts(language);
    const pairs = kinds.flatMap((kind) =>
      Object.entries(english[kind]).map(([key, message]) => {
        const text = messageOf(texts[kind][key] ?? '');
        // What stands in code or in an address is no word, no more is the name of a place, and the product's name may stay.
        const words = messageOf(message).replaceAll(/\(command:[^)]*\)|`[^`]*`|\{\w+\}/g, '');
        return { text, original: text.includes(name) ? words.replaceAll(name, '') : words };
      }),
    );

    it(`are those of docs/words.md in ${language}`, () => {
      const wrong = glossary.flatMap(([word, inLanguage]) => {
        const [asked, expected] = [new RegExp(`\\b${word}\\b`, 'i'), inLanguage[language]];
        const found = pairs.filter(({ original }) => asked.test(original));
        assert.ok(found.length > 1, word);
        return found.filter(({ text }) => expected?.test(text) === false).map(({ text }) => `${word}: ${text}`);
      });
      assert.deepEqual(wrong, []);
    });

    it(`are no others in ${language}`, () => {
      const wrong = pairs.filter(({ original, text }) => others[language]?.test(text) && text !== original);
      assert.deepEqual(
        wrong.map(({ text }) => text),
        [],
      );
    });
  }
});
