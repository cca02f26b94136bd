"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// test/unit/ui/timeline/fromPage.test.ts
var import_strict = __toESM(require("node:assert/strict"));
var import_fast_check = __toESM(require("fast-check"));

// src/google/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/ui/timeline/fromPage.ts
var laneKinds = { target: true, region: true, service: true, project: true };
var longestSvg = 64e6;
var longestId = 4096;
function fromPage(message) {
  return isObject(message) && typeof message.type === "string" && Object.hasOwn(readers, message.type) ? readers[message.type](message) : void 0;
}
var readers = {
  ready: () => ({ type: "ready" }),
  select: ({ id }) => id === void 0 ? { type: "select" } : isId(id) ? { type: "select", id } : void 0,
  open: ({ id }) => isId(id) ? { type: "open", id } : void 0,
  hover: ({ id }) => isId(id) ? { type: "hover", id } : void 0,
  export: ({ svg }) => typeof svg === "string" && svg.length <= longestSvg && svg.startsWith("<svg ") ? { type: "export", svg } : void 0,
  lanes: ({ by }) => isLaneKind(by) ? { type: "lanes", by } : void 0
};
function contextOperationId(context) {
  const section = "operation";
  return isObject(context) && context.webviewSection === section && isId(context.operationId) ? context.operationId : void 0;
}
function isLaneKind(value) {
  return typeof value === "string" && Object.hasOwn(laneKinds, value);
}
function isId(value) {
  return typeof value === "string" && value !== "" && value.length <= longestId;
}

// src/ui/timeline/pageHtml.ts
function pageHtml({ cspSource, script, style, title, locale }) {
  const policy = `default-src 'none'; script-src ${cspSource}; style-src ${cspSource}`;
  return [
    "<!DOCTYPE html>",
    `<html lang="${escaped(locale)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<link rel="stylesheet" href="${escaped(style)}">`,
    "</head>",
    "<body>",
    `<script src="${escaped(script)}"></script>`,
    "</body>",
    "</html>"
  ].join("\n");
}
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// test/unit/ui/timeline/fromPage.test.ts
var samples = {
  ready: { type: "ready" },
  select: { type: "select", id: "a" },
  open: { type: "open", id: "a" },
  hover: { type: "hover", id: "a" },
  export: { type: "export", svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>' },
  lanes: { type: "lanes", by: "region" }
};
describe("messages of the timeline\u2019s page", () => {
  it("are read as they were sent, without anything beside them", () => {
    for (const message of Object.values(samples)) {
      import_strict.default.deepEqual(fromPage({ ...message, beside: 1 }), message);
    }
    import_strict.default.deepEqual(fromPage({ type: "select" }), { type: "select" });
  });
  it("are none where anything in them is of another shape", () => {
    const others = [
      void 0,
      null,
      "ready",
      [],
      {},
      { type: "toString" },
      { type: "select", id: 7 },
      { type: "open" },
      { type: "open", id: "" },
      { type: "hover", id: "x".repeat(5e3) },
      { type: "export", svg: "<script></script>" },
      { type: "export", svg: 1 },
      { type: "lanes", by: "constructor" }
    ];
    for (const other of others) {
      import_strict.default.equal(fromPage(other), void 0, JSON.stringify(other));
    }
  });
  it("may be anything without an error", () => {
    import_fast_check.default.assert(import_fast_check.default.property(import_fast_check.default.anything(), (value) => fromPage({ type: "select", id: value }) !== null));
  });
  it("hand a menu\u2019s command the id and nothing else", () => {
    const context = { webviewSection: "operation", operationId: "a", preventDefaultContextMenuItems: true };
    import_strict.default.equal(contextOperationId(context), "a");
    import_strict.default.equal(contextOperationId({ ...context, webviewSection: "other" }), void 0);
    import_strict.default.equal(contextOperationId({ ...context, operationId: {} }), void 0);
  });
});
describe("the timeline\u2019s document", () => {
  const html = pageHtml({
    cspSource: "https://page.example",
    script: 'https://page.example/dist/timeline.js?a="b"&c',
    style: "https://page.example/dist/timeline.css",
    title: "</title><script>alert(1)</script>",
    locale: "de"
  });
  it("allows its own script and style alone", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#39;", "'");
    import_strict.default.equal(policy, "default-src 'none'; script-src https://page.example; style-src https://page.example");
    import_strict.default.doesNotMatch(html, /style=|<style|onload|unsafe/);
  });
  it("has no markup of what it was handed", () => {
    import_strict.default.equal(html.match(/<script/g)?.length, 1);
    import_strict.default.ok(html.includes("timeline.js?a=&#34;b&#34;&#38;c"));
  });
});
