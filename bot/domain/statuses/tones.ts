import type { Tone } from './status';

/** What a badge looks like where its colours are given one by one: ink and ground, as HTML has them. */
interface Colours {
  ink: string;
  ground: string;
}

interface ToneLook {
  /** The colour of a text in a mailed card, by the name that Adaptive Cards have for it; a card in Teams takes the tone itself as the style of its badge. */
  text: 'Default' | 'Accent' | 'Good' | 'Warning' | 'Attention';
  /** The colour of a badge in the tab, by Fluent's name. */
  badge: 'brand' | 'success' | 'warning' | 'danger' | 'informative';
  /** A badge in a mail, light and dark; each ink is readable on its ground (4.5 to 1). */
  light: Colours;
  dark: Colours;
}

/** The one table of the colours that a status has in chat, mail and tab: blue waits, yellow is for the sponsor to answer, green runs, red is rejected. */
export const tones: Readonly<Record<Tone, ToneLook>> = {
  accent: { text: 'Accent', badge: 'brand', light: { ink: '#3d3e78', ground: '#e8ebfa' }, dark: { ink: '#c5cbfa', ground: '#3d3e66' } },
  warning: { text: 'Warning', badge: 'warning', light: { ink: '#6b4a00', ground: '#fff4ce' }, dark: { ink: '#fdea8a', ground: '#4a3b00' } },
  good: { text: 'Good', badge: 'success', light: { ink: '#0e5a0e', ground: '#e3f2e3' }, dark: { ink: '#a7e3a7', ground: '#173d17' } },
  attention: {
    text: 'Attention',
    badge: 'danger',
    light: { ink: '#8f0e16', ground: '#fde7e9' },
    dark: { ink: '#ffb3b8', ground: '#511a1e' },
  },
  emphasis: {
    text: 'Default',
    badge: 'informative',
    light: { ink: '#424242', ground: '#ebebeb' },
    dark: { ink: '#e0e0e0', ground: '#3d3d3d' },
  },
};
