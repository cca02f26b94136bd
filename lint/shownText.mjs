// ESLint rules for what people read: it goes through `vscode.l10n.t`, in a way that @vscode/l10n-dev can extract.
import ts from 'typescript';

/** Properties and parameters, declared by VS Code or by ui/show.ts, whose text is on screen or read aloud. */
const shownNames = new Set(
  'invocationMessage label description detail tooltip title placeHolder placeholder prompt message text act keep name buttons items'.split(
    ' ',
  ),
);

/** Those among them that are nothing else anywhere in ui/. */
const itemFields = new Set('label detail tooltip placeHolder placeholder prompt'.split(' '));

/** Callees whose texts are English by agreement: logs for whoever helps, errors for whoever develops. */
const englishCallee = /(?:^|[.#])log\.(?:trace|debug|info|warn|error)$/;

/** `l10n.t` takes whole texts as they stand in the source, and arguments that are words already. */
const extractable = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      literal: 'l10n.t takes a text, or an object with a text, that is written here: nothing else is extracted.',
      argument: 'A number is written as the language does: pass number(…), not a bare number, to l10n.t.',
    },
  },
  create(context) {
    const { services, checker } = typed(context);
    return {
      CallExpression(node) {
        if (!isL10n(node)) {
          return;
        }
        const [first, ...rest] = node.arguments;
        const fields = first?.type === 'ObjectExpression' ? Object.fromEntries(first.properties.map(property)) : {};
        if (!isText(first?.type === 'ObjectExpression' ? fields.message : first)) {
          context.report({ node, messageId: 'literal' });
        }
        for (const argument of [...rest, ...(fields.args?.elements ?? [])]) {
          const type = checker.getTypeAtLocation(services.esTreeNodeToTSNodeMap.get(argument));
          if (isNumber(type)) {
            context.report({ node: argument, messageId: 'argument' });
          }
        }
      },
    };
  },
};

/**
 * No text for people stands outside `l10n.t`: nothing that reads like words anywhere, and not one word where VS Code or
 * ui/show.ts show it. What escapes is a single lower-case word that wanders through functions before it is shown; that is
 * found by the run in the pseudo language (test/e2e/languages.e2e.ts).
 */
const localized = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { positionsOnly: { type: 'boolean' } },
        additionalProperties: false,
      },
    ],
    messages: { bare: 'People read this: it goes through l10n.t (package.nls.json for what VS Code reads itself).' },
  },
  create(context) {
    const { services, checker } = typed(context);
    const [{ positionsOnly = false } = {}] = context.options;

    function check(node, shown) {
      const text = shown.replaceAll(/\$\([a-z~-]+\)/g, '');
      if (!/\p{L}/u.test(text) || isExample(text) || isExempt(node)) {
        return;
      }
      if ((!positionsOnly && readsLikeWords(text)) || isShown(node)) {
        context.report({ node, messageId: 'bare' });
      }
    }

    /** Whether the text, as it is or as a part of a larger one, is given to something that shows it. */
    function isShown(node) {
      let inner = node;
      while (passesOn(inner.parent, inner)) {
        inner = inner.parent;
      }
      const { parent } = inner;
      if (parent.type === 'Property' && parent.value === inner && parent.parent.type === 'ObjectExpression') {
        const name = String(parent.key.name ?? parent.key.value);
        const given = checker.getContextualType(services.esTreeNodeToTSNodeMap.get(parent.parent));
        const type = given && checker.getNonNullableType(given);
        const symbol = type && checker.getPropertyOfType(type, name);
        // What is inferred from the literal itself, as the items of a picker are, is declared by nobody else.
        return itemFields.has(name) || isShownSymbol(symbol);
      }
      if (parent.type === 'AssignmentExpression' && parent.right === inner && parent.left.type === 'MemberExpression') {
        return isShownSymbol(checker.getSymbolAtLocation(services.esTreeNodeToTSNodeMap.get(parent.left.property)));
      }
      if ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== inner) {
        const parameters = checker.getResolvedSignature(services.esTreeNodeToTSNodeMap.get(parent))?.parameters ?? [];
        return isShownSymbol(parameters[Math.min(parent.arguments.indexOf(inner), parameters.length - 1)]);
      }
      return false;
    }

    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      TemplateElement: (node) => check(node, (node === node.parent.quasis[0] ? '' : '…') + node.value.cooked),
    };
  },
};

function typed({ sourceCode }) {
  const services = sourceCode.parserServices;
  return { services, checker: services.program.getTypeChecker() };
}

function isL10n({ callee }) {
  return callee.type === 'MemberExpression' && callee.object.name === 'l10n' && callee.property.name === 't';
}

const property = ({ key, value }) => [key?.name ?? '', value];

function isText(node) {
  return (
    (node?.type === 'Literal' && typeof node.value === 'string') ||
    (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
  );
}

function isNumber(type) {
  return type.isUnion() ? type.types.some(isNumber) : (type.flags & ts.TypeFlags.NumberLike) !== 0;
}

function readsLikeWords(text) {
  return /\p{L}{2,}\s+\S|\S\s+\p{L}{2,}/u.test(text) || /^\p{Lu}\p{Ll}/u.test(text);
}

/** An address or a name as an example, which is the same in every language: `projects/…/operations/…`. */
function isExample(text) {
  return text.split(/\s+/).every((part) => !/^\p{L}*[.,:?!…]*$/u.test(part));
}

/** Whether a text inside is still (part of) the text that `node` is. */
function passesOn(node, inner) {
  switch (node?.type) {
    case 'ConditionalExpression':
      return node.test !== inner;
    case 'LogicalExpression':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'TSAsExpression':
    case 'SpreadElement':
      return true;
    case 'BinaryExpression':
      return node.operator === '+';
    default:
      return false;
  }
}

/** Inside `l10n.t`, a log line, an error for developers, a type, an import, a comparison, an id, or the name of a property. */
function isExempt(node) {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner;
    const english =
      (parent.type === 'CallExpression' && (isL10n(parent) || englishCallee.test(calleeText(parent.callee)))) ||
      (parent.type === 'NewExpression' && /Error$/.test(parent.callee.name ?? '')) ||
      (parent.type === 'BinaryExpression' && /^[!=]==$/.test(parent.operator)) ||
      (parent.type === 'Property' && (parent.key === inner || parent.key.name === 'id')) ||
      /^(?:TS.*Type|TS(?:PropertySignature|TypeAliasDeclaration|InterfaceDeclaration)|Import.*|Export(?:All|Named)Declaration|SwitchCase)$/.test(
        parent.type === 'SwitchCase' && parent.test !== inner
          ? ''
          : parent.type === 'ExportNamedDeclaration' && parent.source !== inner
            ? ''
            : parent.type,
      );
    if (english) {
      return true;
    }
  }
  return false;
}

function calleeText(callee) {
  return callee.type === 'MemberExpression'
    ? `${calleeText(callee.object)}.${callee.property.name ?? ''}`
    : (callee.name ?? '');
}

function isShownSymbol(symbol) {
  return (
    symbol !== undefined &&
    shownNames.has(symbol.name) &&
    (symbol.declarations ?? []).some((declaration) =>
      /@types\/vscode\/|src\/ui\/show\.ts$/.test(declaration.getSourceFile().fileName),
    )
  );
}

export default { rules: { extractable, localized } };
