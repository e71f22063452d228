% if offers:
<p class="offers"><span class="label">空いている時間・設備</span><br>
% for number, offer in enumerate(offers, 1):
<input type="hidden" name="offer{{number}}" value="{{offer.value}}"><input type="submit" name="take{{number}}" value="{{offer.label}}" accesskey="{{number}}" class="button plain"><br>
% end
</p>
% end
