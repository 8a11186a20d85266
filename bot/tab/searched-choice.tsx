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
  /** Title of the blank choice, selected by clearing the text. Without it, clearing the text changes nothing. */
  noneTitle?: string;
  nothingFound: string;
  onChoose: (id: string) => void;
  onLeave?: () => void;
}

/** A combobox for long lists: typing filters them. Typed text that is not chosen leaves the value unchanged. */
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
      // Selects the text, so that typing replaces it.
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => typed === undefined && currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_event, { optionValue }) => {
        // Fluent clears the selection while typing; the value stays until another choice is made.
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
