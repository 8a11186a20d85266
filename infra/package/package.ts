import { buildManifest, manifestParts } from '../../manifest/build';
import { packageFunctions } from './package-functions';

/** `npm run package`: both packages of a deployment. The one for Teams needs to know the deployment, so it is left out before there is one. */
async function packageAll(): Promise<void> {
  const { folder, archive, bytes } = await packageFunctions(process.cwd(), 'dist');
  console.log(`Function package: ${folder} (${megabytes(bytes.unpacked)}), ${archive} (${megabytes(bytes.packed)}).`);
  if ((process.env.MicrosoftAppId ?? '') === '') {
    console.log('No Teams package: MicrosoftAppId and ALMS_PUBLIC_URL are not set. See manifest/README.md.');
    return;
  }
  console.log(`Teams package: ${await buildManifest('dist/manifest', await manifestParts())}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

packageAll().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
