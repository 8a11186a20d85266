/** The three looks of Teams. */
export type ThemeName = 'light' | 'dark' | 'contrast';

/** What the tab needs of its host: Teams, Outlook and Microsoft 365 through teams-js, or the page of local mode. */
export interface TabHost {
  /**
   * A valid token for the API. Rejects if nobody can be signed in; callers must not cache it. `isRefused`: the API has just
   * refused the last one.
   */
  token(isRefused?: true): Promise<string>;
  theme(): ThemeName;
  onThemeChange(tell: (theme: ThemeName) => void): void;
  /** The place in the deep link (see `place.ts`); empty without one. */
  startPlace(): string;
  /** Called with every place that is shown, for the host's Back button and links. */
  showsPlace(place: string, label: string): void;
  /** Calls the listener when the person navigates in the host (Back). */
  onPlace(tell: (place: string) => void): void;
  /** Offers the person a link to this place; true if the host took it. */
  share(place: string, label: string): Promise<boolean>;
  /** In a dialog over the chat: closes the dialog, and the bot redraws this draft in the chat. */
  leave?(draft: string): void;
  /** Opens an address outside the tab, such as the bot's chat. */
  open(url: string): Promise<void>;
  /** Tells the host that the tab is rendered or has failed, so that it hides its loading indicator. */
  isReady(): void;
  hasFailed(why: string): void;
}
