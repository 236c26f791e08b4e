import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { formatLongMonth } from "../../../server/wording/format.ts";
import { monthsBetween } from "../../../server/wording/months.ts";
import { beginPack } from "../../api/packs.ts";
import { Choice, Part } from "../../components/form/fields.tsx";
import { useSnapshot } from "../../layout/snapshot.ts";
import type { Pack } from "../../types.ts";
import { OfferedPart, type Taken } from "./offered-part.tsx";
import { audienceWords } from "./pack-words.ts";
import { packQuery, packsQuery } from "./packs-queries.ts";

/** Asks for month and audience of a new pack. The audience has no default, so that the analyst has to choose it. */
export function BeginPack() {
  const { firstMonth, lastCompleteMonth } = useSnapshot();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [month, setMonth] = useState(lastCompleteMonth);
  const [audience, setAudience] = useState<Pack["audience"] | null>(null);
  const [taken, setTaken] = useState<Taken>({});
  const [isAsked, setAsked] = useState(false);
  const name = useId();
  const beginning = useMutation({
    mutationFn: (chosen: Pack["audience"]) => beginPack({ month, audience: chosen, take: taken }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(packQuery(saved.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: packsQuery().queryKey, exact: true });
      await navigate({ to: "/packs/$id", params: { id: saved.id } });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (audience) beginning.mutate(audience);
      }}
    >
      <Part
        id="begin-pack"
        title="Begin a pack"
        note="It takes over the measures, breakdowns and order of the last pack for the same audience, and the actions that it left open. From a pack for the other audience it takes only what you choose."
      >
        <div className="form-row">
          <Choice
            label="Month"
            value={month}
            choices={monthsBetween(firstMonth, lastCompleteMonth)
              .toReversed()
              .map((value) => ({ value, title: formatLongMonth(value) }))}
            onChange={(value) => {
              setMonth(value);
              setTaken({});
            }}
          />
          <fieldset
            className="audience"
            aria-describedby={isAsked && !audience ? `${name}-fault` : undefined}
          >
            <legend>For whom</legend>
            {(["internal", "external"] as const).map((value) => (
              <label key={value} className="box">
                <input
                  type="radio"
                  name={name}
                  checked={audience === value}
                  onChange={() => {
                    setAudience(value);
                    setTaken({});
                  }}
                />
                <span>{audienceWords[value]}</span>
              </label>
            ))}
            {isAsked && !audience && (
              <p id={`${name}-fault`} role="alert" className="words--concern">
                Say for whom the pack is.
              </p>
            )}
          </fieldset>
        </div>
        {audience && <OfferedPart asked={{ month, audience }} taken={taken} onChange={setTaken} />}
        {beginning.error && (
          <p role="alert" className="words--concern">
            The pack was not begun. {beginning.error.message}
          </p>
        )}
        <p>
          <button type="submit" className="button button--main" disabled={beginning.isPending}>
            Begin the pack
          </button>
        </p>
      </Part>
    </form>
  );
}
