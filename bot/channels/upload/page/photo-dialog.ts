import { app, dialog } from '@microsoft/teams-js';

// The upload page inside a dialog of Teams: takes on its colours, and closes it when the photo is saved. Without it, or
// outside Teams, the page works all the same and is closed by hand.

/** Long enough to see and to hear that the photo is saved. Milliseconds. */
const lingers = 1200;

const ready = begin();
document.addEventListener('photo-saved', () => void close());

async function begin(): Promise<boolean> {
  try {
    await app.initialize();
    const context = await app.getContext();
    show(context.app.theme);
    app.registerOnThemeChangeHandler(show);
    return dialog.url.isSupported();
  } catch {
    return false;
  }
}

/** `default`, `dark` or `contrast`; upload.css has each. */
function show(theme: string): void {
  document.documentElement.dataset.theme = theme;
}

/** The result says nothing: the server has the photo, and knows whose it is. */
async function close(): Promise<void> {
  if (!(await ready)) return;
  setTimeout(() => dialog.url.submit({ photo: 'saved' }), lingers);
}
