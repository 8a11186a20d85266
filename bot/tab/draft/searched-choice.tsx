import { Combobox, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { draftWords } from './words';

interface SearchedChoiceProps {
  name: string;
  placeholder: string;
  /** An id; empty for none. */
  chosen: string;
  choices: readonly { id: string; title: string }[];
  onChoose: (id: string) => void;
  onLeave: () => void;
}

/** Too many for a plain list: typing narrows it. What is typed and not chosen leaves the answer as it was. */
export function SearchedChoice({ name, placeholder, chosen, choices, onChoose, onLeave, ...field }: SearchedChoiceProps) {
  const [typed, setTyped] = useState<string>();
  const found = choicesLike(choices, typed);
  return (
    <Combobox
      {...field}
      name={name}
      autoComplete="off"
      placeholder={placeholder}
      value={typed ?? choices.find(({ id }) => id === chosen)?.title ?? ''}
      selectedOptions={chosen === '' ? [] : [chosen]}
      // What is typed takes the place of what is chosen, rather than standing behind it.
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => typed === undefined && currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_event, { optionValue }) => {
        if (optionValue === undefined) return;
        setTyped(undefined);
        onChoose(optionValue);
      }}
      onBlur={() => {
        setTyped(undefined);
        onLeave();
      }}
    >
      {found.map(({ id, title }) => (
        <Option key={id} value={id}>
          {title}
        </Option>
      ))}
      {found.length === 0 && (
        <Option key="none" value="" disabled>
          {draftWords.noChoice}
        </Option>
      )}
    </Combobox>
  );
}

function choicesLike<T extends { title: string }>(choices: readonly T[], typed: string | undefined): readonly T[] {
  const searched = typed?.trim().toLowerCase() ?? '';
  return searched === '' ? choices : choices.filter(({ title }) => title.toLowerCase().includes(searched));
}
