/** The three looks of Teams. */
export type ThemeName = 'light' | 'dark' | 'contrast';

/** What the tab needs of whatever shows it: Teams, Outlook and Microsoft 365 by teams-js, or the page of local mode. */
export interface TabHost {
  /** A token for the API, fresh enough to use at once. Rejects where nobody can be signed in; never kept by the caller. */
  token(): Promise<string>;
  theme(): ThemeName;
  onThemeChange(tell: (theme: ThemeName) => void): void;
  /** The place that a deep link names (see `place.ts`); empty for none. */
  startPlace(): string;
  /** Told of every place that is shown, so that Back and links work where the host has them. */
  showsPlace(place: string, label: string): void;
  /** Called when the person navigates by the host (Back). */
  onPlace(tell: (place: string) => void): void;
  /** Gives the person a link to this place: true when it was handed over. */
  share(place: string, label: string): Promise<boolean>;
  /** Where the page stands in a dialog over the chat: closes it, and has the chat show this draft as it is now. */
  leave?(draft: string): void;
  /** Opens an address outside the tab, such as the bot's chat. */
  open(url: string): Promise<void>;
  /** The tab is drawn, or cannot be; a host shows its own loading sign until then. */
  isReady(): void;
  hasFailed(why: string): void;
}
