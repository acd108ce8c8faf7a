-- What a pathway asks for is ended rather than written anew, and training moves to what comes after.
create policy changed on pathways_requirement for update using (pathways_is_own(pathway_id))
    with check (pathways_is_own(pathway_id));
create policy changed on pathways_pathwaytraining for update using (pathways_is_own(pathway_id))
    with check (pathways_is_own(pathway_id));
