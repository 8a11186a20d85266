import { Body1, Button, Image, MessageBar, MessageBarBody, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { ApiProblem, type TabApi } from '../api';
import { faultSentence } from '../words';
import { photoWords } from './words';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalS },
  title: { margin: 0 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  photo: { maxWidth: '100%', height: 'auto', aspectRatio: '3 / 4' },
});

type Photo = { is: 'hidden' } | { is: 'loading' } | { is: 'shown'; url: string } | { is: 'failed'; sentence: string };

interface RequestPhotoProps {
  reference: string;
  visitor: string;
  /** A link leads here: its press asked for the photo, which is fetched and recorded at once. */
  isLedTo: boolean;
  api: TabApi;
  /** Called after a view was recorded, which adds a history entry. */
  onShown(): void;
}

/** Fetches the photo on demand only, because each view is recorded. */
export function RequestPhoto({ reference, visitor, isLedTo, api, onShown }: RequestPhotoProps) {
  const styles = useStyles();
  const title = useId();
  const [photo, setPhoto] = useState<Photo>({ is: 'hidden' });
  const isHere = useRef(true);
  const button = useRef<HTMLElement>(null);

  const showLedTo = useEffectEvent(() => void show());
  const url = photo.is === 'shown' ? photo.url : undefined;
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url]);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  useEffect(() => {
    if (!isLedTo) return;
    button.current?.focus();
    showLedTo();
  }, [isLedTo]);

  async function show(): Promise<void> {
    if (photo.is === 'loading') return;
    setPhoto({ is: 'loading' });
    try {
      const blob = await api.photo(reference);
      if (!isHere.current) return;
      setPhoto({ is: 'shown', url: URL.createObjectURL(blob) });
      onShown();
    } catch (fault) {
      setPhoto({ is: 'failed', sentence: fault instanceof ApiProblem ? faultSentence(fault.problem) : photoWords.failed });
    }
  }

  return (
    <section aria-labelledby={title} className={styles.section}>
      <Subtitle2 as="h2" id={title} className={styles.title}>
        {photoWords.title}
      </Subtitle2>
      <div className={styles.row}>
        {url === undefined ? (
          <Button
            ref={(one: HTMLElement | null) => {
              button.current = one;
            }}
            onClick={() => void show()}
            disabledFocusable={photo.is === 'loading'}
          >
            {photoWords.show}
          </Button>
        ) : (
          <Button onClick={() => setPhoto({ is: 'hidden' })}>{photoWords.hide}</Button>
        )}
        <Body1>{photoWords.recorded}</Body1>
      </div>
      <div role="status">
        {photo.is === 'loading' && <Spinner size="small" label={photoWords.loading} />}
        {photo.is === 'failed' && (
          <MessageBar intent="error">
            <MessageBarBody>{photo.sentence}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {url !== undefined && <Image className={styles.photo} src={url} alt={photoWords.of(visitor)} width={300} height={400} bordered />}
    </section>
  );
}
