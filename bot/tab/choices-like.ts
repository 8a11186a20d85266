export interface Choice {
  id: string;
  title: string;
}

/** The choices whose title has the typed text anywhere in it; all of them while nothing is typed. */
export function choicesLike(choices: readonly Choice[], typed = ''): readonly Choice[] {
  const searched = typed.trim().toLowerCase();
  return choices.filter(({ title }) => title.toLowerCase().includes(searched));
}
