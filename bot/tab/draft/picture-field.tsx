import { Body1, Body1Strong, Button, Caption1, Image, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowLeftRegular, ArrowRightRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react';
import type { DraftField } from '../../channels/tab/draft-contract';
import { type CropFrame, cropFrame } from '../../channels/upload/page/crop-frame';
import { inspect } from '../../channels/upload/page/picture-file';
import { sendPicture } from '../../channels/upload/page/send-picture';
import type { Size } from '../../domain/photo/portrait';
import { sending, uploadSentence } from '../../domain/photo/upload-words';
import { faultProblem } from '../cached-read';
import { pictureWords } from './words';

const useStyles = makeStyles({
  field: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalS,
    border: 'none',
    padding: 0,
    margin: 0,
    minWidth: 0,
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  photo: { width: '90px', height: 'auto', aspectRatio: '3 / 4' },
  hint: { color: tokens.colorNeutralForeground2 },
  problem: { color: tokens.colorPaletteRedForeground1 },
  file: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  camera: { display: 'none', '@media (any-pointer: coarse)': { display: 'inline-flex' } },
  crop: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: 'min(100%, 260px)' },
  frame: {
    position: 'relative',
    width: '100%',
    aspectRatio: '3 / 4',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground5,
    outline: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    cursor: 'grab',
    touchAction: 'none',
    userSelect: 'none',
    ':focus-visible': { outline: `${tokens.strokeWidthThicker} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  picture: { position: 'absolute', maxWidth: 'none' },
  guide: {
    position: 'absolute',
    inset: '12% 22% 26%',
    border: '2px dashed rgb(255 255 255 / 90%)',
    borderRadius: '50%',
    filter: 'drop-shadow(0 0 1px rgb(0 0 0 / 90%))',
    pointerEvents: 'none',
  },
  zoom: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  slider: { flexGrow: 1, minWidth: 0, height: '32px', margin: 0, accentColor: tokens.colorBrandBackground },
  moves: { display: 'flex', justifyContent: 'center', gap: tokens.spacingHorizontalS },
});

interface Chosen {
  file: File;
  address: string;
  size: Size;
}

interface PictureFieldProps {
  label: string;
  input: Extract<DraftField['input'], { kind: 'picture' }>;
  problem: string | undefined;
  /** A new upload link for one photo. */
  link: () => Promise<string>;
  onAdded: () => void;
}

/** Crops the photo in place and sends it through its own upload link. */
export function PictureField({ label, input, problem, link, onAdded }: PictureFieldProps) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<Chosen>();
  const [wrong, setWrong] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const title = useId();
  const address = chosen?.address;
  useEffect(() => (address === undefined ? undefined : () => URL.revokeObjectURL(address)), [address]);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const result = await inspect(file);
    setWrong('problem' in result ? uploadSentence(result.problem) : undefined);
    if (!('problem' in result)) setChosen({ file, ...result });
  }
  const close = () => {
    setChosen(undefined);
    setTimeout(() => place.current?.querySelector('button')?.focus());
  };
  const said = wrong ?? (chosen ? undefined : problem);
  return (
    <div ref={place} role="group" aria-labelledby={title} className={styles.field}>
      <Body1 id={title}>{label}</Body1>
      <div role="status" className={styles.row}>
        {input.thumbnail !== undefined && <Image className={styles.photo} src={input.thumbnail} alt={pictureWords.alt} />}
        <Body1>{input.isThere ? pictureWords.added : pictureWords.none}</Body1>
      </div>
      <div role="alert">{said !== undefined && <span className={styles.problem}>{said}</span>}</div>
      {chosen ? (
        <Crop key={chosen.address} chosen={chosen} link={link} onWrong={setWrong} onCancel={close} onSent={() => (onAdded(), close())} />
      ) : (
        <>
          <Caption1 className={styles.hint}>{`${pictureWords.advice} ${pictureWords.limits}`}</Caption1>
          <div className={styles.row}>
            <FileButton title={input.isThere ? pictureWords.replace : pictureWords.add} onFile={choose} />
            <FileButton className={styles.camera} title={pictureWords.camera} isCamera onFile={choose} />
          </div>
        </>
      )}
      <Caption1 className={styles.hint}>{`${input.notice} ${pictureWords.metadata}`}</Caption1>
    </div>
  );
}

interface FileButtonProps {
  title: string;
  className?: string;
  isCamera?: boolean;
  onFile: (file: File | undefined) => Promise<void>;
}

/** A Fluent button in front of the file input, which cannot be styled as one. */
function FileButton({ title, className, isCamera = false, onFile }: FileButtonProps) {
  const styles = useStyles();
  const file = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [first] = currentTarget.files ?? [];
    // Cleared so that choosing the same file again fires `change`.
    void onFile(first).finally(() => {
      currentTarget.value = '';
    });
  };
  return (
    <>
      <Button {...(className !== undefined && { className })} onClick={() => file.current?.click()}>
        {title}
      </Button>
      <input
        ref={file}
        type="file"
        tabIndex={-1}
        aria-hidden
        className={styles.file}
        accept="image/jpeg,image/png,image/webp"
        {...(isCamera && { capture: 'environment' as const })}
        onChange={take}
      />
    </>
  );
}

interface CropProps {
  chosen: Chosen;
  link: () => Promise<string>;
  onWrong: (sentence: string | undefined) => void;
  onCancel: () => void;
  onSent: () => void;
}

function Crop({ chosen, link, onWrong, onCancel, onSent }: CropProps) {
  const styles = useStyles();
  const [percent, setPercent] = useState<number>();
  const crop = useRef<CropFrame>(undefined);
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const zoom = useRef<HTMLInputElement>(null);
  const moves = useRef<HTMLDivElement>(null);
  const [title, hint, slider] = [useId(), useId(), useId()];
  const isLocked = percent !== undefined;

  useEffect(() => {
    if (crop.current || !frame.current || !picture.current || !zoom.current || !moves.current) return;
    crop.current = cropFrame(frame.current, picture.current, zoom.current, moves.current);
    crop.current.show(chosen.address, chosen.size);
    frame.current.focus();
  }, [chosen]);
  useEffect(() => crop.current?.lock(isLocked), [isLocked]);

  async function send(): Promise<void> {
    if (!crop.current || isLocked) return;
    onWrong(undefined);
    setPercent(0);
    try {
      const reply = await sendPicture({ link: await link(), file: chosen.file, crop: crop.current.crop(), onProgress: setPercent });
      if (reply.ok) return onSent();
      onWrong(reply.sentence);
    } catch (fault) {
      onWrong(faultProblem(fault).title);
    }
    setPercent(undefined);
  }
  return (
    <div className={styles.crop}>
      <Body1Strong id={title}>{pictureWords.crop}</Body1Strong>
      <div ref={frame} className={styles.frame} role="group" tabIndex={0} aria-labelledby={title} aria-describedby={hint}>
        <img ref={picture} className={styles.picture} alt={pictureWords.chosen} draggable={false} />
        <span className={styles.guide} aria-hidden />
      </div>
      <Caption1 id={hint} className={styles.hint}>
        {pictureWords.cropHint}
      </Caption1>
      <div className={styles.zoom}>
        <label htmlFor={slider}>{pictureWords.zoom}</label>
        <input
          ref={zoom}
          id={slider}
          className={styles.slider}
          type="range"
          min="1"
          max="4"
          step="0.01"
          defaultValue="1"
          disabled={isLocked}
        />
      </div>
      <div ref={moves} className={styles.moves} role="group" aria-label={pictureWords.moves}>
        {directions.map(({ move, icon }) => (
          <Button key={move} data-move={move} aria-label={pictureWords[move]} icon={icon} disabled={isLocked} />
        ))}
      </div>
      <div role="status">
        {isLocked && (
          <>
            <ProgressBar value={percent / 100} aria-label={sending(percent)} />
            {sending(percent)}
          </>
        )}
      </div>
      <div className={styles.row}>
        <Button appearance="primary" disabledFocusable={isLocked} onClick={() => void send()}>
          {pictureWords.use}
        </Button>
        <Button disabledFocusable={isLocked} onClick={onCancel}>
          {pictureWords.cancel}
        </Button>
      </div>
    </div>
  );
}

const directions = [
  { move: 'left', icon: <ArrowLeftRegular /> },
  { move: 'up', icon: <ArrowUpRegular /> },
  { move: 'down', icon: <ArrowDownRegular /> },
  { move: 'right', icon: <ArrowRightRegular /> },
] as const;
