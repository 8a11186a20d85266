/** A short word for a name, which is taken from then on: `freshId('Visiting Poet')` is `visiting-poet`, or `visiting-poet-2`. */
export function freshId(label: string, taken: Set<string>): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
    .replace(/-$/, '');
  const stem = plain === '' || plain.startsWith('new-') ? `id-${plain}`.replace(/-$/, '') : plain;
  let id = stem;
  for (let count = 2; taken.has(id); count += 1) id = `${stem}-${count}`;
  taken.add(id);
  return id;
}
