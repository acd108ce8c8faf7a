-- Money of a person's plan.

select gate_guard('funds_reservation');
select gate_guard('funds_instalment');
select gate_guard('funds_proof');
select gate_guard('funds_proofcheck');
select gate_guard('funds_payment');
