// Runs in the browser that draws the pictures. `AdaptiveCards` is the library's own global.
const style = `
  * { box-sizing: border-box; }
  body { margin: 0; padding: 16px; font-family: 'Segoe UI', 'DejaVu Sans Condensed', Arial, sans-serif; font-size: 14px; }
  .sheet { column-width: var(--width); column-gap: 24px; }
  figure { margin: 0 0 24px; width: var(--width); break-inside: avoid; }
  figcaption { font-size: 11px; opacity: .7; padding-bottom: 4px; }
  .ac-adaptiveCard { border-radius: 6px; border: 1px solid var(--line); }
  .ac-container { border-radius: 4px; }
  .ac-textBlock a { color: var(--link); }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  /* A point less: Segoe UI, which Teams has, is narrower than the bold letters here, and widths decide what shares a line. */
  .ac-pushButton { font: inherit; font-size: 13px; font-weight: 600; padding: var(--around); border-radius: 4px; border: 1px solid var(--line); background: var(--button); color: var(--text); }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .ac-pushButton.style-destructive { color: var(--destructive); }
  .ac-input:not([type=radio]) { font: inherit; width: 100%; padding: 6px 8px; border-radius: 4px; border: 1px solid var(--line); background: var(--field); color: var(--text); }
  /* Teams draws a box beside its title, and no field around both. */
  .ac-input.ac-toggleInput { padding: 0; border: 0; background: none; }
  .wide .flows { display: grid !important; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 4px 24px; }
  .wide .flows > .ac-horizontal-separator { display: none !important; }
  .ac-textRun, .ac-textBlock { overflow-wrap: anywhere; }
`;

globalThis.drawing = {
  draw(drawn, hostConfig, width) {
    const { backgroundColor, foregroundColors } = hostConfig.containerStyles.default;
    const isContrast = backgroundColor === '#000000';
    const vars = {
      '--width': `${width}px`,
      '--line': isContrast ? '#ffffff' : hostConfig.separator.lineColor,
      '--text': foregroundColors.default.default,
      '--link': foregroundColors.accent.default,
      '--destructive': foregroundColors.attention.default,
      '--button': backgroundColor,
      '--around': hostConfig.buttonPadding ?? '5px 12px',
      '--field': hostConfig.containerStyles.emphasis.backgroundColor,
    };
    for (const [name, value] of Object.entries(vars)) document.documentElement.style.setProperty(name, value);
    // Else the library's own boxes and calendars keep their light colours.
    document.documentElement.style.colorScheme = backgroundColor === '#ffffff' ? 'light' : 'dark';
    document.body.style.background = backgroundColor === '#ffffff' ? '#f5f5f5' : '#141414';
    document.body.style.color = foregroundColors.default.default;
    const contrastBorders = isContrast ? '.ac-container[style*="background"] { border: 1px solid #fff; }' : '';
    document.body.innerHTML = `<style>${style}${contrastBorders}</style><div class="sheet${width >= 640 ? ' wide' : ''}"></div>`;
    const sheet = document.querySelector('.sheet');
    for (const [place, { name, card }] of drawn.entries()) {
      const figure = sheet.appendChild(document.createElement('figure'));
      figure.appendChild(document.createElement('figcaption')).textContent = name;
      figure.appendChild(rendered(withOwnIds(card, place), hostConfig));
    }
  },
  textOf(card) {
    return rendered(card, {}).textContent;
  },
  /** Of every row of buttons that needs several lines: those lines, where one of them holds a single button. */
  loneButtons() {
    return [...document.querySelectorAll('figure')].flatMap((figure) =>
      [...figure.querySelectorAll('.ac-actionSet')].flatMap((set) => {
        const lines = Object.values(Object.groupBy(set.querySelectorAll('button'), (one) => Math.round(one.getBoundingClientRect().top)));
        if (lines.length < 2 || lines.every((line) => line.length > 1)) return [];
        const said = lines.map((line) => line.map((one) => one.textContent).join(' | ')).join(' // ');
        return [`${figure.querySelector('figcaption').textContent}: ${said}`];
      }),
    );
  },
};

function rendered(card, hostConfig) {
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = hostConfig.readsMarkdown ? asMarkdown : null;
  drawn.parse(card);
  const element = drawn.render();
  for (const [place, one] of (card.body ?? []).entries()) flow(one, drawn.getItemAt(place));
  return element;
}

/** What mailed cards hold of Markdown: links, and backslashes before signs. */
function asMarkdown(text, result) {
  const link = /^\[([^[\]]+)\]\((https:[^\s()]+)\)$/;
  const paragraph = document.createElement('p');
  paragraph.style.margin = '0';
  for (const part of text.split(/(\[[^[\]]+\]\(https:[^\s()]+\))/)) {
    const [, title, href] = link.exec(part) ?? [];
    if (href === undefined) paragraph.append(part.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
    else paragraph.append(Object.assign(document.createElement('a'), { href, textContent: title }));
  }
  result.outputHtml = paragraph.outerHTML;
  result.didProcess = true;
}

/** Teams' own renderer knows `Layout.Flow`, as its documentation has it, and calls a card wide from 640 pixels; this library stacks. */
function flow(json, drawn) {
  for (const [place, one] of (json.items ?? []).entries()) if (one.type === 'Container') flow(one, drawn.getItemAt(place));
  const least = json.layouts?.[0]?.minItemWidth;
  if (least) drawn.renderedElement.classList.add('flows');
}

/** Radio buttons of one name are one group, and every card of the sheet has the same ids; what folds points to them. */
function withOwnIds(card, place) {
  return JSON.parse(
    JSON.stringify(card, (key, value) => {
      if (key === 'targetElements') return value.map((one) => `${one}${place}`);
      return key === 'id' ? `${value}${place}` : value;
    }),
  );
}
