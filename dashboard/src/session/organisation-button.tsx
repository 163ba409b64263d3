import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../words/language.js';
import { goToProvider, signInOffer } from './organisation.js';

/** Sign-in at the provider of the organisation, where the service has one. */
export function OrganisationButton() {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  const { data: offer } = useQuery({ queryKey: ['sign-in'], queryFn: signInOffer, staleTime: Infinity });
  if (!offer) return null;
  return (
    <>
      {failed && (
        <Alert color="red" role="alert" mb="sm">
          {words.signInNeedsTls}
        </Alert>
      )}
      <Button
        fullWidth
        onClick={() => {
          // Browsers offer the digest only on pages that came over TLS, or from this machine.
          goToProvider(offer).catch(() => {
            setFailed(true);
          });
        }}
      >
        {words.signInAtOrganisation}
      </Button>
      <p className="quiet">{words.signInOrKey}</p>
    </>
  );
}
