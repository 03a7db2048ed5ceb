import { useEffect, useState } from "react";
import { client } from "../sync/client";
import { LeadMatchesDocument, type LeadMatchRowFragment } from "./leads.gen";

export type Match = LeadMatchRowFragment;
type Typed = { mobile?: string; phone?: string; email?: string; companyName?: string; region?: string };

/** Who is known already, of what is being typed: asked when the typing rests, and what was overtaken is dropped. */
export function useMatches({ mobile, phone, email, companyName, region }: Typed): readonly Match[] {
  const [matches, setMatches] = useState<readonly Match[]>([]);
  useEffect(() => {
    let current = true;
    const said = {
      mobile: long(mobile, 7),
      phone: long(phone, 7),
      email: email?.includes("@") ? email : null,
      companyName: long(companyName, 2),
      region: region || null,
    };
    if (!said.mobile && !said.phone && !said.email && !said.companyName) {
      setMatches([]);
      return;
    }
    const timer = setTimeout(async () => {
      const { data } = await client.query(LeadMatchesDocument, said, { requestPolicy: "network-only" }).toPromise();
      if (current) setMatches(data?.leadMatches ?? []);
    }, 300);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [mobile, phone, email, companyName, region]);
  return matches;
}

const long = (text: string | undefined, least: number) => (text && text.trim().length >= least ? text.trim() : null);
