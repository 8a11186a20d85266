import { app, dialog } from '@microsoft/teams-js';

// The upload page inside a dialog of Teams: takes on its colours, and closes it when the photo is saved. Without it, or
// outside Teams, the page works all the same and is closed by hand.

/** Long enough to see and to hear that the photo is saved. Milliseconds. */
const lingers = 1200;

const ready = connectToTeams();
document.addEventListener('photo-saved', () => void close());

async function connectToTeams(): Promise<boolean> {
  try {
    await app.initialize();
    const context = await app.getContext();
    applyTheme(context.app.theme);
    app.registerOnThemeChangeHandler(applyTheme);
    return dialog.url.isSupported();
  } catch {
    return false;
  }
}

/** `default`, `dark` or `contrast`; upload.css has each. */
function applyTheme(theme: string): void {
  document.documentElement.dataset.theme = theme;
}

/** The result says nothing: the server has the photo, and knows whose it is. */
async function close(): Promise<void> {
  if (!(await ready)) return;
  setTimeout(() => dialog.url.submit({ photo: 'saved' }), lingers);
}
