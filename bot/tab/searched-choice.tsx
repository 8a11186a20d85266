import { Combobox, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { type Choice, choicesLike } from './choices-like';

interface SearchedChoiceProps {
  className?: string;
  name?: string;
  placeholder: string;
  /** An id; empty for none. */
  chosen: string;
  choices: readonly Choice[];
  /** Title of the blank choice, which an emptied text selects. Without it, an emptied text changes nothing. */
  noneTitle?: string;
  nothingFound: string;
  onChoose: (id: string) => void;
  onLeave?: () => void;
}

/** A list too long to be read through: typing narrows it. Text that is typed and not chosen leaves the answer as it was. */
export function SearchedChoice(props: SearchedChoiceProps) {
  const { placeholder, chosen, choices, noneTitle, nothingFound, onChoose, onLeave, ...field } = props;
  const [typed, setTyped] = useState<string>();
  const found = choicesLike(choices, typed);
  return (
    <Combobox
      {...field}
      autoComplete="off"
      placeholder={placeholder}
      value={typed ?? choices.find(({ id }) => id === chosen)?.title ?? ''}
      selectedOptions={chosen === '' ? [] : [chosen]}
      // What is typed takes the place of what is chosen, rather than standing behind it.
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => typed === undefined && currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_event, { optionValue }) => {
        // Fluent clears the choice as soon as something else is typed; the answer stays until another one is chosen.
        if (optionValue === undefined) return;
        setTyped(undefined);
        onChoose(optionValue);
      }}
      onBlur={() => {
        setTyped(undefined);
        if (typed === '' && noneTitle !== undefined) onChoose('');
        onLeave?.();
      }}
    >
      {!typed && noneTitle !== undefined && <Option value="">{noneTitle}</Option>}
      {found.map(({ id, title }) => (
        <Option key={id} value={id}>
          {title}
        </Option>
      ))}
      {found.length === 0 && (
        <Option key="none" value="" disabled>
          {nothingFound}
        </Option>
      )}
    </Combobox>
  );
}
