import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { CardExport } from '../../channels/tab/card-contract';
import { useTab } from '../tab-context';
import { DownloadProgress, useDownload } from './download';
import { cardExportWords } from './download-words';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Asks what to download for the card system, and downloads it. A download that broke off is made once more with the same requests. */
export function CardExportDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const { api, lists } = useTab();
  const [what, setWhat] = useState<CardExport['what']>('new');
  const [batch, setBatch] = useState(() => crypto.randomUUID());
  const { state, start, stop } = useDownload();
  const isUnderWay = state.is === 'under-way';

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const isDone = await start((signal, onBytes) => api.exportCards({ what, batch }, signal, onBytes));
    if (isDone) setBatch(crypto.randomUUID());
    lists.changed();
  }

  return (
    <Dialog open onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && !isUnderWay && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void send(event)}>
          <DialogBody>
            <DialogTitle>{cardExportWords.title}</DialogTitle>
            <DialogContent className={styles.content}>
              <Text>{cardExportWords.about}</Text>
              <Field label={cardExportWords.what}>
                <RadioGroup value={what} disabled={isUnderWay} onChange={(_event, { value }) => setWhat(value as CardExport['what'])}>
                  <Radio value="new" label={cardExportWords.new} />
                  <Radio value="all" label={cardExportWords.all} />
                </RadioGroup>
              </Field>
              <DownloadProgress state={state} />
            </DialogContent>
            <DialogActions>
              {isUnderWay ? (
                <Button type="button" onClick={stop}>
                  {cardExportWords.stop}
                </Button>
              ) : (
                <Button appearance="primary" type="submit">
                  {state.is === 'failed' || state.is === 'stopped' ? cardExportWords.again : cardExportWords.download}
                </Button>
              )}
              <Button type="button" disabledFocusable={isUnderWay} onClick={onClose}>
                {cardExportWords.close}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
