import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Policy } from '../../domain/organisation/organisation';
import { accessibilityStatement, type StatementPart } from '../../domain/words/accessibility-words';
import { pageHeaders } from '../http/page-headers';

export interface AccessibilityRoutesOptions {
  policy: Pick<Policy, 'organisation' | 'accessibility'>;
  /** The style of the product's pages as text. */
  css: string;
}

/** The accessibility statement: one page for everybody, with no script. */
export function accessibilityRoutes({ policy, css }: AccessibilityRoutesOptions): Hono {
  const app = new Hono();
  app.use('/accessibility/*', pageHeaders(contentPolicy));
  const { title, intro, parts } = accessibilityStatement(policy);
  const page = html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${title}: ${policy.organisation}</title><link rel="stylesheet" href="/accessibility/page.css"></head>
<body><main class="text">
<header><p class="organisation">${policy.organisation}</p><h1>${title}</h1></header>
<section><p>${intro}</p></section>
${parts.map(partHtml)}
</main></body>
</html>`;
  app.get('/accessibility', (c) => c.html(page, 200, headers));
  app.get('/accessibility/page.css', (c) => c.body(css, 200, { ...headers, 'content-type': 'text/css; charset=utf-8' }));
  return app;
}

function partHtml({ heading, sentences, points }: StatementPart) {
  return html`<section><h2>${heading}</h2>${sentences.map((sentence) => html`<p>${sentence}</p>`)}${
    points.length > 0 ? html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>` : ''
  }</section>`;
}

const headers = { 'cache-control': 'public, max-age=3600' };

const contentPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
