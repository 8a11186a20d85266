import { buildManifest, manifestParts } from './build';

/** `npm run manifest`. */
manifestParts()
  .then((parts) => buildManifest('dist/manifest', parts))
  .then((archive) => console.log(`Teams package: ${archive}`))
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
